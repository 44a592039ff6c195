// Cedar as a browser starts it: its WebAssembly is fetched from beside the module.
import init, { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/web';

await init();

export { preparsePolicySet, statefulIsAuthorized };
