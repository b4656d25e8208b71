/** The file of a recording, as runs and the proxy write it. What other folders may use is here. */
export { RecordingFile } from './recording-file.js';
