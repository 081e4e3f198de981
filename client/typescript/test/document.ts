/**
 * The client's types match the API's description. A difference doesn't compile.
 *
 * A newer service may use words that the description doesn't have yet. So the client accepts any
 * text where the description lists some. A client's request fits the description, and a described
 * answer fits the client's type.
 */
import type * as client from "drawdown";
import type { KnownProblemCode, ProblemMembers } from "drawdown";
import type { SessionClient } from "drawdown/session";
import type { ManageClient } from "drawdown/manage";
import type { ReadClient } from "drawdown/read";
import type { components, operations } from "../target/api/api.js";

type Described = components["schemas"];

type Fits<From, To> = [From] extends [To] ? true : { from: From; doesNotFit: To };
/** The names in any of several types. */
type Names<T> = T extends unknown ? keyof T : never;
type SameNames<A, B> = [Names<A>, Names<B>] extends [Names<B>, Names<A>]
  ? true
  : { missing: Exclude<Names<A>, Names<B>> | Exclude<Names<B>, Names<A>> };

/**
 * A request: the service understands the client's request, and the client can send every member.
 */
type Request<Ours, Theirs> = Fits<Ours, Theirs> & SameNames<Ours, Theirs>;
/** An answer: the client can read the service's answer, and every member of it has a name. */
type Answer<Theirs, Ours> = Fits<Theirs, Ours> & SameNames<Theirs, Ours>;

type ProblemOf<S> = S extends { code: infer Code extends string }
  ? string extends Code
    ? never
    : { [C in Code]: S }
  : never;
type Joined<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void
  ? I
  : never;
type DescribedProblems = Joined<ProblemOf<Described[keyof Described]>>;

export const requests: [
  Request<client.ChargeRequest, Described["ChargeRequest"]>,
  Request<client.CaptureRequest, Described["CaptureRequest"]>,
  Request<{ expiresIn: string }, Described["ExtendRequest"]>,
  Request<client.GrantRequest, Described["GrantRequest"]>,
  Request<client.AdjustmentRequest, Described["AdjustmentRequest"]>,
  Request<{ expiresIn?: string }, Described["SessionRequest"]>,
  Request<{ pack: string; payment: string }, Described["TopUpRequest"]>,
  Request<{ limitPerPeriod?: number }, Described["MemberRequest"]>,
] = [true, true, true, true, true, true, true, true];

type Query<O extends keyof operations> = NonNullable<operations[O]["parameters"]["query"]>;
/** The parameters of a method, without the options of a call. */
type Asked<Options> = Omit<NonNullable<Options>, keyof client.CallOptions>;
/** The pages of a usage are read in turn, so no caller names a cursor. */
type Whole<Q> = Omit<Q, "cursor">;

/** The query of each read has exactly the parameters of the description. */
export const queries: {
  ledger: SameNames<Asked<Parameters<ReadClient["ledger"]>[1]>, Query<"ledger">>;
  usage: SameNames<Parameters<ReadClient["usage"]>[1], Whole<Query<"usage">>>;
  poolLedger: SameNames<Asked<Parameters<ManageClient["poolLedger"]>[1]>, Query<"poolLedger">>;
  poolUsage: SameNames<Parameters<ManageClient["poolUsage"]>[1], Whole<Query<"poolUsage">>>;
  poolMembers: SameNames<Asked<Parameters<ManageClient["poolMembers"]>[1]>, Query<"members">>;
  sessionLedger: SameNames<Asked<Parameters<SessionClient["ledger"]>[0]>, Query<"sessionLedger">>;
  sessionUsage: SameNames<Parameters<SessionClient["usage"]>[0], Whole<Query<"sessionUsage">>>;
} = {
  ledger: true,
  usage: true,
  poolLedger: true,
  poolUsage: true,
  poolMembers: true,
  sessionLedger: true,
  sessionUsage: true,
};

export const answers: {
  charge: Answer<Described["Charge"], client.Charge>;
  draw: Answer<Described["Draw"], client.Draw>;
  charged: Answer<Described["Charged"], client.Charged>;
  note: Answer<Described["Note"], client.Note>;
  refunded: Answer<Described["Refunded"], client.Refunded>;
  quote: Answer<Described["Quote"], client.Quote>;
  balance: Answer<Described["Balance"], client.Balance>;
  bucket: Answer<Described["Bucket"], client.Bucket>;
  planPeriod: Answer<Described["PlanPeriod"], client.PlanPeriod>;
  usage: Answer<Described["AllowanceUsage"], client.AllowanceUsage>;
  step: Answer<Described["NextStep"], client.NextStep>;
  entry: Answer<Described["Entry"], client.Entry>;
  posting: Answer<Described["Posting"], client.Posting>;
  ledger: Answer<Described["LedgerPage"], client.LedgerPage>;
  catalog: Answer<Described["Catalog"], client.Catalog>;
  pool: Answer<Described["PoolBalance"], client.PoolBalance>;
  periodUsage: Answer<Described["Usage"], client.UsagePage>;
  usageRow: Answer<Described["Usage"]["data"][number], client.UsageRow>;
  change: Answer<Described["ManualChange"], client.ManualChange>;
  session: Answer<Described["Session"], client.Session>;
  topUp: Answer<Described["TopUp"], client.TopUp>;
  audit: Answer<Described["Audit"], client.Audit>;
  member: Answer<Described["Member"], client.Member>;
  members: Answer<Described["MembersPage"], client.MembersPage>;
} = {
  charge: true,
  draw: true,
  charged: true,
  note: true,
  refunded: true,
  quote: true,
  balance: true,
  bucket: true,
  planPeriod: true,
  usage: true,
  step: true,
  entry: true,
  posting: true,
  ledger: true,
  catalog: true,
  pool: true,
  periodUsage: true,
  usageRow: true,
  change: true,
  session: true,
  topUp: true,
  audit: true,
  member: true,
  members: true,
};

export const codes: SameNames<DescribedProblems, Record<KnownProblemCode, unknown>> = true;

export const problems: {
  [C in KnownProblemCode]: C extends keyof DescribedProblems
    ? Fits<DescribedProblems[C], ProblemMembers[C]>
    : false;
}[KnownProblemCode] = true;
