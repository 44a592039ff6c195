import { Buffer } from 'buffer/index.js';

globalThis.Buffer ??= Buffer;
