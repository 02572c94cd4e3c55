package dev.barometer.reporting.tally;

import dev.barometer.contract.score.Bucket;

/**
 * Where the tallies of a bucket lie: days together in the page of their month, hours in the page of
 * their day, so that a period of a scope is a handful of pages.
 *
 * @param page what follows the scope in the page's id: {@code 2016-03} or {@code 2016-03-05}
 * @param slot the place on the page: the day of the month or the hour, two digits
 */
record PageSlot(String page, String slot) {

  static PageSlot of(Bucket bucket) {
    String label = bucket.label().substring(1);
    int cut = label.length() - 3;
    return new PageSlot(label.substring(0, cut), label.substring(cut + 1));
  }

  /** The number of a slot on its page. */
  static int place(String slot) {
    return Integer.parseInt(slot);
  }

  static String pageIdOf(String scope, String page) {
    return scope + "|" + page;
  }

  /** The scope of a page's id; scopes may contain the separator, pages do not. */
  static String scopeOf(String pageId) {
    return pageId.substring(0, pageId.lastIndexOf('|'));
  }

  static String pageOf(String pageId) {
    return pageId.substring(pageId.lastIndexOf('|') + 1);
  }
}
