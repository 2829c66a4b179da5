// Train nlp.js on one file's rows and ask its lines: {"train": [[text, label]], "ask": [text]} in, one JSON object out.
'use strict';

const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const [folder, file] = process.argv.slice(2);
const { NlpManager } = createRequire(`${folder}/`)('node-nlp');

const WARM_UP = 20;

async function main() {
  const { train, ask } = JSON.parse(readFileSync(file, 'utf8'));
  const manager = new NlpManager({ languages: ['en'], autoSave: false, autoLoad: false, nlu: { log: false } });
  for (const [text, label] of train) manager.addDocument('en', text, label);
  const began = process.hrtime.bigint();
  await manager.train();
  const trained = process.hrtime.bigint();
  for (const text of ask.slice(0, WARM_UP)) await manager.process('en', text);
  const answers = [];
  const times = [];
  const processor = process.cpuUsage();
  for (const text of ask) {
    const started = process.hrtime.bigint();
    const found = await manager.process('en', text);
    times.push(milliseconds(started, process.hrtime.bigint()));
    // Its "None" says that nothing fits; the surest of the others is what it would have answered.
    const best = (found.classifications || []).find((each) => each.intent !== 'None');
    answers.push([best ? best.intent : '', best ? best.score : 0, found.intent]);
  }
  const used = process.cpuUsage(processor);
  const seconds = milliseconds(began, trained) / 1000;
  const processorMs = (used.user + used.system) / 1000 / Math.max(1, ask.length);
  process.stdout.write(`${JSON.stringify({ seconds, times, processorMs, answers })}\n`);
}

function milliseconds(from, to) {
  return Number(to - from) / 1e6;
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
