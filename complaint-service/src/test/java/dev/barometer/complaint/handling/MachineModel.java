package dev.barometer.complaint.handling;

import java.util.Set;
import java.util.TreeSet;

/** What a case is allowed, written down a second time: from the rules, not from the code. */
final class MachineModel {
  static final Set<String> MOVES =
      Set.of(
          "acknowledge",
          "assess",
          "assign",
          "note",
          "message",
          "investigate",
          "wait",
          "resume",
          "respond",
          "withdraw",
          "merge",
          "split",
          "close",
          "reopen",
          "review");

  String status = "received";
  boolean formal;
  boolean acknowledged;
  boolean assessed;
  boolean waiting;
  boolean withdrawnByHand;
  boolean merged;
  boolean reviewed;
  boolean isReview;
  final Set<String> standing = new TreeSet<>();

  Set<String> open() {
    Set<String> open = new TreeSet<>(Set.of("note"));
    boolean over = status.equals("closed") || status.equals("withdrawn");
    if (merged) {
      return open;
    }
    if (over) {
      open.add("reopen");
      if (status.equals("closed") && !reviewed && !isReview) {
        open.add("review");
      }
      return open;
    }
    open.addAll(Set.of("assign", "message", "withdraw", "merge", "split"));
    if (waiting) {
      open.add("resume");
      return open;
    }
    switch (status) {
      case "received" -> open.add("acknowledge");
      case "acknowledged" -> open.addAll(Set.of("assess", "wait"));
      case "assessed" -> open.addAll(Set.of("assess", "wait", "investigate", "respond"));
      case "investigating" -> open.addAll(Set.of("assess", "wait", "respond"));
      case "responded" -> open.addAll(Set.of("close", "reopen", "wait"));
      default -> throw new AssertionError("no state of a case: " + status);
    }
    return open;
  }

  /** What brings it nearer to its end; a note where nothing does. */
  String forward() {
    if (waiting) {
      return "resume";
    }
    return switch (status) {
      case "received" -> "acknowledge";
      case "acknowledged" -> "assess";
      case "assessed", "investigating" -> "respond";
      case "responded" -> "close";
      case "closed" -> reviewed || isReview || merged ? "note" : "review";
      default -> "note";
    };
  }

  /** A move that was open and complete came about. */
  void moved(String move) {
    switch (move) {
      case "acknowledge" -> {
        acknowledged = true;
        status = "acknowledged";
      }
      case "assess" -> {
        assessed = true;
        status = status.equals("acknowledged") ? "assessed" : status;
      }
      case "investigate" -> status = "investigating";
      case "wait" -> waiting = true;
      case "resume" -> waiting = false;
      case "respond" -> status = "responded";
      case "close" -> status = "closed";
      case "withdraw" -> {
        status = "withdrawn";
        withdrawnByHand = true;
        waiting = false;
      }
      case "merge" -> {
        status = "withdrawn";
        merged = true;
        waiting = false;
        standing.clear();
      }
      case "reopen" -> {
        status = reached();
        withdrawnByHand = false;
      }
      case "review" -> reviewed = true;
      default -> {
        // It changes nothing of how far people are.
      }
    }
  }

  /** The customer says something new. */
  void joined(String responseId) {
    standing.add(responseId);
    waiting = false;
    if (status.equals("responded")) {
      formal = true;
      status = reached();
    }
    follow();
  }

  /** It says what it said, or something worse. */
  void corrected(String responseId) {
    standing.add(responseId);
    follow();
  }

  /** It was taken back, or erased, or is a part of another case by now. */
  void gone(String responseId) {
    standing.remove(responseId);
    follow();
  }

  boolean isSettled() {
    return status.equals("closed") || withdrawnByHand || merged;
  }

  private void follow() {
    if (isSettled()) {
      return;
    }
    if (standing.isEmpty()) {
      status = "withdrawn";
      waiting = false;
    } else if (status.equals("withdrawn")) {
      status = reached();
    }
  }

  private String reached() {
    return assessed ? "investigating" : acknowledged ? "acknowledged" : "received";
  }
}
