package dev.barometer.complaint.cases;

/** What the history of a case tells. */
public final class What {
  public static final String OPENED = "opened";
  public static final String ADOPTED = "adopted";
  public static final String JOINED = "joined";
  public static final String CORRECTED = "corrected";
  public static final String TAKEN_BACK = "taken-back";
  public static final String ERASED = "erased";
  public static final String RECEIPT_SENT = "receipt-sent";
  public static final String ACKNOWLEDGED = "acknowledged";
  public static final String ASSESSED = "assessed";
  public static final String ASSIGNED = "assigned";
  public static final String NOTED = "noted";
  public static final String INVESTIGATING = "investigating";
  public static final String WAITING = "waiting";
  public static final String RESUMED = "resumed";
  public static final String MESSAGE_SENT = "message-sent";
  public static final String RESPONDED = "responded";
  public static final String CLOSED = "closed";
  public static final String WITHDRAWN = "withdrawn";
  public static final String REOPENED = "reopened";
  public static final String MERGED = "merged";
  public static final String MERGED_HERE = "merged-here";
  public static final String SPLIT = "split";
  public static final String REVIEW_REQUESTED = "review-requested";
  public static final String WARNED = "warned";
  public static final String BREACHED = "breached";
  public static final String ESCALATED = "escalated";
  public static final String BECAME_COMPLAINT = "became-complaint";
  public static final String RECHECKED = "rechecked";
  public static final String ATTACHED = "attached";

  /** A mail to the customer went out, or is kept to be looked at. */
  public static final String DELIVERED = "delivered";

  /** Nothing went out to the customer, and why: he is to be told in another way. */
  public static final String UNDELIVERED = "undelivered";

  private What() {}
}
