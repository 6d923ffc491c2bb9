/**
 * Regularised logistic regression on sparse examples by L-BFGS (Nocedal & Wright 2006, algorithms 7.4 and
 * 3.1): some 100 lines, where the libraries on offer bring a native part or work on dense rows. Everything is
 * summed in a fixed order and nothing is drawn at random, so that two runs give the same bits.
 */

/** One example's features: their indexes, ascending, and one value for all of them or one each. */
export interface Row {
  readonly at: Int32Array;
  readonly values: Float64Array | number;
}

export interface Problem {
  readonly rows: readonly Row[];
  /** 1 where the label holds, else 0. */
  readonly labels: ArrayLike<number>;
  /** How much each example counts; 1 where absent. */
  readonly counts?: ArrayLike<number>;
  /** Log-odds of each example before anything is learned; 0 where absent. */
  readonly offsets?: ArrayLike<number>;
  /** How many features; the last weight, after theirs, is the bias. */
  readonly features: number;
  /** Weight of the squared weights in the loss. */
  readonly ridge: number;
  /** Times `ridge` for one feature; 1 where absent. */
  readonly scale?: ArrayLike<number>;
  /** The same of the bias; 0 where absent. */
  readonly holdBias?: number;
}

const ITERATIONS = 60;
const MEMORY = 6;
/** The least part by which the loss must still fall for another round. */
const PRECISION = 1e-5;

export function fitLogistic(problem: Problem): Float64Array {
  const size = problem.features + 1;
  const weights = problem.offsets ? new Float64Array(size) : startOf(problem);
  let gradient = new Float64Array(size);
  let loss = lossOf(problem, weights, gradient);
  const steps: { move: Float64Array; turn: Float64Array; rho: number }[] = [];
  for (let round = 0; round < ITERATIONS; round += 1) {
    const direction = directionOf(gradient, steps);
    const slope = dot(gradient, direction);
    let length = steps.length > 0 ? 1 : 1 / Math.sqrt(dot(gradient, gradient) + 1e-12);
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextLoss = loss;
    for (let attempt = 0; attempt < 30; attempt += 1, length /= 2) {
      for (let j = 0; j < size; j += 1) next[j] = (weights[j] as number) - length * (direction[j] as number);
      nextLoss = lossOf(problem, next, nextGradient);
      if (nextLoss <= loss - 1e-4 * length * slope) break;
    }
    if (!(nextLoss < loss)) break;
    const move = minus(next, weights);
    const turn = minus(nextGradient, gradient);
    const curvature = dot(move, turn);
    if (curvature > 1e-12) {
      steps.push({ move, turn, rho: 1 / curvature });
      if (steps.length > MEMORY) steps.shift();
    }
    const settled = loss - nextLoss < PRECISION * Math.abs(loss);
    weights.set(next);
    gradient = nextGradient;
    loss = nextLoss;
    if (settled) break;
  }
  return weights;
}

/** Log-odds of an example. */
export function logitOf(weights: Float64Array, { at, values }: Row): number {
  let sum = 0;
  if (typeof values === 'number') {
    for (let k = 0; k < at.length; k += 1) sum += weights[at[k] as number] as number;
    sum *= values;
  } else {
    for (let k = 0; k < at.length; k += 1) sum += (weights[at[k] as number] as number) * (values[k] as number);
  }
  return sum + (weights[weights.length - 1] as number);
}

export const probabilityOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** All weights 0 and the bias at the share of positive examples. */
function startOf({ rows, labels, features }: Problem): Float64Array {
  let positive = 0;
  for (let i = 0; i < rows.length; i += 1) positive += labels[i] as number;
  const weights = new Float64Array(features + 1);
  weights[features] = Math.log((positive + 0.5) / (rows.length - positive + 0.5));
  return weights;
}

/** The loss, and its gradient in `gradient`. */
function lossOf({ rows, labels, counts, offsets, features, ridge, scale, holdBias = 0 }: Problem, weights: Float64Array, gradient: Float64Array): number {
  gradient.fill(0);
  let loss = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as Row;
    const { at, values } = row;
    const logit = logitOf(weights, row) + (offsets ? (offsets[i] as number) : 0);
    const label = labels[i] as number;
    const count = counts ? (counts[i] as number) : 1;
    const margin = label ? logit : -logit;
    loss += count * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const pull = count * (probabilityOf(logit) - label);
    gradient[features] = (gradient[features] as number) + pull;
    for (let k = 0; k < at.length; k += 1) {
      const j = at[k] as number;
      gradient[j] = (gradient[j] as number) + pull * (typeof values === 'number' ? values : (values[k] as number));
    }
  }
  for (let j = 0; j <= features; j += 1) {
    const hold = j === features ? holdBias : ridge * (scale ? (scale[j] as number) : 1);
    if (hold === 0) continue;
    const off = weights[j] as number;
    loss += 0.5 * hold * off * off;
    gradient[j] = (gradient[j] as number) + hold * off;
  }
  return loss;
}

/** The gradient turned by what the last steps tell of the curvature (two-loop recursion). */
function directionOf(gradient: Float64Array, steps: readonly { move: Float64Array; turn: Float64Array; rho: number }[]): Float64Array {
  const direction = gradient.slice();
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k -= 1) {
    const { move, turn, rho } = steps[k] as (typeof steps)[number];
    const share = rho * dot(move, direction);
    shares[k] = share;
    add(direction, turn, -share);
  }
  const last = steps.at(-1);
  if (last) {
    const size = 1 / (last.rho * dot(last.turn, last.turn));
    for (let j = 0; j < direction.length; j += 1) direction[j] = (direction[j] as number) * size;
  }
  steps.forEach(({ move, turn, rho }, k) => add(direction, move, (shares[k] as number) - rho * dot(turn, direction)));
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += (a[j] as number) * (b[j] as number);
  return sum;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let j = 0; j < a.length; j += 1) result[j] = (a[j] as number) - (b[j] as number);
  return result;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let j = 0; j < to.length; j += 1) to[j] = (to[j] as number) + times * (what[j] as number);
}
