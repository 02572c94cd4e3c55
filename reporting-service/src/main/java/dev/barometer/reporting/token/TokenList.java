package dev.barometer.reporting.token;

import java.util.List;

/** All tokens there are and were, the newest first. */
record TokenList(List<TokenView> items) {

  TokenList {
    items = List.copyOf(items);
  }
}
