import type { Note, Reason } from '../../estimator/report.js';
import { type PlaceView, placeView } from './place-view.js';

export interface ReasonView {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceView | null;
}

export function reasonView(reason: Reason | Note): ReasonView {
  return { code: reason.code, message: reason.message, place: placeView(reason) };
}
