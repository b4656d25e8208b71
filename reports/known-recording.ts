import type { RecordedExchange } from '../judge/index.js';

/** A recording of which it is known what was written and where: nobody has to read the whole file again. */
export interface KnownRecording {
  /** `sha256:` and the hash of the file's bytes. */
  readonly digest: string;
  /** Milliseconds that each exchange took. */
  readonly latencies: readonly number[];
  /** Milliseconds that the exchanges of each requirement took, one after the other. */
  readonly times: ReadonlyMap<string, number>;
  /** The id of the first control of a check. */
  controlOf(check: string): string | undefined;
  /** Recorded exchanges by id. */
  read(ids: Iterable<string>): readonly RecordedExchange[];
}
