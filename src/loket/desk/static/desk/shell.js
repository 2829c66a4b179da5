// What every desk page loads. Entries only import: their own addresses carry a hash, those of the parts do not, and a
// part reached under two addresses would run twice.
import "./account.js";
import "./disputes.js";
import "./keyboard.js";
import "./live.js";
import "./orders.js";
import "./outbox.js";
