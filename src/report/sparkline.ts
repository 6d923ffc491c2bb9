/** The risk curve of a case in a few characters, its height on the scale of 0 to 100 so that cases can be compared. */
import type { TrajectoryPoint } from '../model.js';

const BARS = '\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588';

/** Of a longer curve the highest of neighbours is shown: no peak gets lost. */
export function sparkline(trajectory: readonly TrajectoryPoint[], most: number): string {
  const cells = Math.min(most, trajectory.length);
  let line = '';
  for (let cell = 0; cell < cells; cell += 1) {
    const from = Math.floor((cell * trajectory.length) / cells);
    const to = Math.floor(((cell + 1) * trajectory.length) / cells);
    line += bar(Math.max(...trajectory.slice(from, to).map(({ score }) => score)));
  }
  return line;
}

const bar = (score: number): string => BARS[Math.min(BARS.length - 1, Math.max(0, Math.floor((score / 100) * BARS.length)))] as string;
