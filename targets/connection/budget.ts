/** Thrown instead of a request that would go beyond the budget. */
export class BudgetSpent extends Error {
  constructor(readonly limit: number) {
    super(`The request budget of ${limit} was used up first: raise --budget`);
  }
}

/** Requests that may be sent in all. Each one counts, also those that are sent again. */
export class Budget {
  #spent = 0;

  /** @param limit requests at most; undefined for no limit */
  constructor(private readonly limit: number | undefined) {}

  /** Counts one request. @throws BudgetSpent if none is left */
  spend(): void {
    if (this.limit !== undefined && this.#spent >= this.limit) throw new BudgetSpent(this.limit);
    this.#spent += 1;
  }
}
