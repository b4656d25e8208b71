/** Looks after which results are written even if requests keep coming. */
const mostLooks = 30;

/**
 * Decides, at each look at a proxy, whether to write what there is to see so far: in a pause of the traffic, because
 * reports take the processor from the requests, and after half a minute of looks in any case.
 */
export class ReportPace {
  #written = 0;
  #seen = 0;
  #looks = 0;

  /** @param requests how many there have been by now */
  isDue(requests: number): boolean {
    if (requests === this.#written) return false;
    const isPause = requests === this.#seen;
    this.#seen = requests;
    this.#looks += 1;
    if (!isPause && this.#looks < mostLooks) return false;
    this.#written = requests;
    this.#looks = 0;
    return true;
  }
}
