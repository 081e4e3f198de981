import type { Reply } from "./calls.js";
import type { KnownProblemCode, ProblemBody, ProblemCode, ProblemMembers } from "./wire.js";

/** What a client itself says, besides the codes of the service. */
export type ClientCode = "unavailable" | "unreadable-answer";

/** The service refused a call, or gave no usable answer. */
export class DrawdownProblem extends Error {
  override readonly name = "DrawdownProblem";
  /** The service's stable code, one of the client's own, or an empty text. */
  readonly code: ProblemCode | ClientCode;
  /** The status of the answer, or undefined if there was none. */
  readonly status: number | undefined;
  /** The problem as the service answered it. */
  readonly body: ProblemBody & Record<string, unknown>;
  /**
   * Whether the call may have been carried out all the same, because the answer of a try was
   * lost. The same call with the same key tells. If false, nothing was taken.
   */
  readonly outcomeUnknown: boolean;

  constructor(
    message: string,
    code: ProblemCode | ClientCode,
    outcomeUnknown: boolean,
    status?: number,
    body: ProblemBody & Record<string, unknown> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.body = body;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Whether this is the problem of that code; its body then has what the code promises. */
  is<C extends KnownProblemCode>(
    code: C,
  ): this is DrawdownProblem & { code: C; body: ProblemBody & ProblemMembers[C] } {
    return this.code === code;
  }
}

/** The problem that a reply without success is. */
export function problemOf(reply: Reply): DrawdownProblem {
  return reply.status === undefined
    ? new DrawdownProblem(reply.detail, "unavailable", reply.answerLost)
    : new DrawdownProblem(reply.detail, reply.code, reply.answerLost, reply.status, reply.body);
}
