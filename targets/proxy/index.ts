/** The recording proxy: forwards everything and judges what passes. What other folders may use is here. */
export { Observer } from './observer.js';
export type { SeenExchange } from './seen-exchange.js';
export { type ProxyOptions, type RunningProxy, startProxy } from './start-proxy.js';
