// Photos made smaller on the device that took them, so that they travel fast; anything else stays as it is.

const SHRINKABLE = /^image\/(jpeg|png|webp)$/;
const LONGEST = 2048; // pixels a side
const SMALL_ENOUGH = 400_000; // bytes

/** A smaller copy of a photo, or the file itself: HEIC, films, documents, and what would not become smaller. */
export async function shrink(file) {
  if (!SHRINKABLE.test(file.type)) return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size < SMALL_ENOUGH) { bitmap.close(); return file; }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const type = file.type === "image/png" ? "image/webp" : file.type;
  const smaller = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.85));
  return smaller && smaller.size < file.size ? smaller : file;
}
