// casbin as a browser can run it: it takes Node's `Buffer` for granted.
import './buffer.mjs';

export { StringAdapter, newEnforcer, newModelFromString } from 'casbin';
