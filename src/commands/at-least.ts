/** R8.1: an answer about a pupil takes as long when there is nobody to answer about. */
const LEAST_MS = 250;

export async function atLeast<T>(work: Promise<T>): Promise<T> {
  const [done] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, LEAST_MS))]);
  return done;
}
