/** The official AWS clients: their drivers, how they stand on this machine, and how they are made to call. */
export { BuildFailed, type BuildOptions, buildClient } from './build.js';
export { isBuilt } from './cache.js';
export { type Called, type ClientCall, type ClientTarget, callClient } from './call-client.js';
export { ClientNotReady, ClientUnable, DriverFailed, NoExchange } from './client-errors.js';
export { findClient, type OfficialClient, officialClients } from './manifest.js';
export { buildCommand, type ClientState, readyDriver, stateOf } from './ready.js';
