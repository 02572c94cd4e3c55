// A program of somebody who writes a dashboard: its types are made from the documents of the services.
import createClient, { type Middleware } from "openapi-fetch";
import type { components as ReportingTypes, paths as Reporting } from "./reporting-service.js";
import type { paths as Scoring } from "./scoring-service.js";
import type { components as SurveyTypes, paths as Survey } from "./survey-service.js";
import type { paths as Complaint } from "./complaint-service.js";

declare const process: { argv: string[]; exitCode: number };
const [, , surveyUrl, scoringUrl, complaintUrl, reportingUrl, token] = process.argv as [
  string, string, string, string, string, string, string,
];

const bearer: Middleware = {
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
};
const survey = createClient<Survey>({ baseUrl: surveyUrl });
const scoring = createClient<Scoring>({ baseUrl: scoringUrl });
const complaint = createClient<Complaint>({ baseUrl: complaintUrl });
// Some calls can be answered as CSV, too: this program takes JSON.
type Json = "application/json" | "application/problem+json";
const reporting = createClient<Reporting, Json>({ baseUrl: reportingUrl });
survey.use(bearer);
scoring.use(bearer);
complaint.use(bearer);
reporting.use(bearer);

type Problem = ReportingTypes["schemas"]["Problem"];
type Score = ReportingTypes["schemas"]["ScoreView"];

function expect(holds: boolean, what: string, seen: unknown): asserts holds {
  if (!holds) {
    throw new Error(`${what}: ${JSON.stringify(seen)}`);
  }
}

async function sendAnEvent() {
  const event: SurveyTypes["schemas"]["TicketEvent"] = {
    specversion: "1.0",
    id: "TS-1-1",
    source: "/typescript",
    type: "dev.barometer.ticket.opened",
    data: { ticketId: "TS-1", revision: 1, status: "open", openedAt: new Date().toISOString(), context: { team: "Typed" } },
  };
  const { data, error } = await survey.POST("/api/tickets/events", {
    body: event,
    headers: { "Content-Type": "application/cloudevents+json" },
  });
  expect(data !== undefined && data.accepted === 1, "an event is accepted", error ?? data);
}

async function uploadAFile() {
  const mapping: SurveyTypes["schemas"]["AnswerMapping"] = {
    source: "typescript",
    surveyId: "typed",
    id: "ID",
    submittedAt: { value: new Date(Date.now() - 3_600_000).toISOString() },
    answers: [{ questionId: "recommend", metric: "nps", scale: "0-10", column: "POINT" }],
    context: { team: "TEAM" },
  };
  const rows = Array.from({ length: 10 }, (_, i) => `${i},${i},Typed`);
  const { data, error } = await survey.POST("/api/responses/import", {
    body: { mapping, file: ["ID,POINT,TEAM", ...rows].join("\n") },
    bodySerializer(form) {
      const parts = new FormData();
      expect(typeof form === "object" && "mapping" in form, "a form is sent", form);
      parts.set("mapping", new Blob([JSON.stringify(form.mapping)], { type: "application/json" }));
      parts.set("file", new Blob([form.file], { type: "text/csv" }), "answers.csv");
      return parts;
    },
  });
  expect(data !== undefined, "a file is taken", error);
  for (let tries = 0; tries < 240; tries++) {
    const { data: job } = await survey.GET("/api/jobs/{id}", { params: { path: { id: data.id } } });
    if (job?.status === "done") {
      expect(job.accepted === 10, "all lines are accepted", job);
      return;
    }
    expect(job?.status !== "failed", "the import goes well", job);
    await new Promise((later) => setTimeout(later, 500));
  }
  throw new Error("The import is not done after two minutes");
}

async function readScores() {
  const to = new Date(Date.now() + 7_200_000).toISOString();
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const { data, error, response } = await reporting.GET("/api/scores", {
    params: { query: { metric: ["nps", "responses"], scope: ["all", "team:Typed"], from, to } },
  });
  expect(data !== undefined && data.items.length === 4, "four scores are read", error ?? data);
  const nps: Score | undefined = data.items.find((item) => item.metric === "nps" && item.scope === "team:Typed");
  const value: number | null | undefined = nps?.value;
  expect(value === -60 && nps?.n === 10 && nps.interval !== null, "the score is that of the file", nps);
  const asOf: string = data.asOf;
  expect(!Number.isNaN(Date.parse(asOf)), "it says how new it is", asOf);

  const tag = response.headers.get("ETag");
  expect(tag !== null, "it has a tag", [...response.headers]);

  const single = await reporting.GET("/api/scores/{metric}", {
    params: { path: { metric: "nps" }, query: { scope: "team:Typed", from, to, compareTo: "previous" } },
  });
  expect(single.data?.value === -60, "the single score is the same", single.error ?? single.data);

  const rolling = await scoring.GET("/api/rolling/{metric}", {
    params: { path: { metric: "nps" }, query: { scope: "team:Typed", window: "24h" } },
  });
  expect(rolling.data?.status === "ok", "the rolling score is there", rolling.error ?? rolling.data);

  const scopes = await reporting.GET("/api/scopes", { params: { query: { dimension: "team", q: "typ" } } });
  expect(scopes.data?.items[0]?.scope === "team:Typed", "the scope is found", scopes.error ?? scopes.data);

  const metrics = await reporting.GET("/api/metrics", { headers: { "Accept-Language": "ko" } });
  expect(/[가-힣]/.test(metrics.data?.items[0]?.name ?? ""), "its name is in Korean", metrics.data);

  const cases = await complaint.GET("/api/complaints", { params: { query: { status: "received", limit: 5 } } });
  expect(cases.data !== undefined, "cases are read", cases.error);
}

async function readAnError() {
  const { error, response } = await reporting.GET("/api/scores/{metric}", {
    params: { path: { metric: "nps" }, query: { scope: "mood:bad" } },
  });
  const problem: Problem | undefined = error;
  expect(response.status === 422, "what cannot be meant is refused", response.status);
  expect(problem?.errors?.[0]?.field === "scope", "the problem names the field", problem);

  const stranger = createClient<Reporting, Json>({ baseUrl: reportingUrl });
  const refused = await stranger.GET("/api/metrics");
  expect(refused.error?.status === 401, "a stranger is told so", refused.error);
}

await sendAnEvent();
await uploadAFile();
await readScores();
await readAnError();
console.log("The generated client sent an event and a file, read scores and an error.");
