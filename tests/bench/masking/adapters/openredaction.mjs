// openredaction with its defaults.
import { OpenRedaction } from 'openredaction';

export const title = 'openredaction';
export const note = 'all of its patterns; it takes no region';
export const entry = "export { OpenRedaction } from 'openredaction';";

let engine;

export function init() {
  engine = new OpenRedaction();
}

export async function find(text) {
  const { detections } = await engine.detect(text);
  return detections.map(({ type, position: [from, to] }) => [from, to, kindOf(type)]);
}

function kindOf(type) {
  if (type.includes('EMAIL')) return 'email';
  if (type.includes('IBAN')) return 'iban';
  if (type.includes('PHONE')) return 'phone';
  return type.includes('CARD') ? 'card' : 'other';
}
