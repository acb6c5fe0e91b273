/**
 * Runs the jobs of requests that arrive together in one turn of the event loop. SQLite commits what a turn wrote as
 * one, and it is the commit that a request waits for: on a disk this about doubles how much can be created.
 */
export class WriteBatcher {
  #waiting: (() => void)[] = []

  run<T>(job: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(job())
        } catch (error) {
          reject(error)
        }
      })
      if (this.#waiting.length === 1) setTimeout(() => this.#next(), 0)
    })
  }

  #next() {
    const jobs = this.#waiting
    this.#waiting = []
    for (const job of jobs) job()
  }
}
