package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Complaint;

/**
 * Why a response becomes a case.
 *
 * @param rule the name of the first rule that matched, shown on the case
 * @param kind {@code grievance} or {@code complaint}
 * @param said the answer that matched, with the person's words
 */
record Verdict(String rule, Severity severity, String kind, Complaint.Evidence said) {}
