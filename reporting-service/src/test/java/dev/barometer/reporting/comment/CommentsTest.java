package dev.barometer.reporting.comment;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.comment;
import static dev.barometer.reporting.FactFixtures.withdrawn;
import static dev.barometer.reporting.ReceivedFixtures.erased;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommentsTest {
  private static final int MINIMUM = 3;

  private EmbeddedDatabase database;
  private CommentRepository store;
  private Comments comments;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.inMemory();
    store = new CommentRepository(database.operations());
    comments = new Comments(store, MINIMUM);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestComeFirst() {
    apply(
        comment("r1", 1, "Slow", "Group 56", MONDAY),
        comment("r3", 1, "Friendly", "Group 56", MONDAY.plusSeconds(2)),
        comment("r2", 1, "Fast", "Group 56", MONDAY.plusSeconds(1)));

    assertThat(comments.page(Scope.ALL, null, null, 2).items())
        .extracting(CommentView::text)
        .containsExactly("Friendly", "Fast");
  }

  @Test
  void whereTheyAreNeverShown_noneIsHoweverManyWrote() {
    apply(comment("r1", 1, "a"), comment("r2", 1, "b"), comment("r3", 1, "c"));

    assertThat(new Comments(store, Comments.NEVER).page(Scope.ALL, null, null, 9))
        .isEqualTo(CommentPage.HIDDEN);
  }

  @Test
  void aCommentComesWithItsRatings() {
    apply(comment("r1", 1, "a"), comment("r2", 1, "b"), comment("r3", 1, "c"));

    CommentView view = comments.page(Scope.ALL, null, null, 1).items().get(0);

    assertThat(view.ratings())
        .containsExactly(new CommentView.Rating("nps", "0-10", 9, "positive"));
    assertThat(view.channel()).isEqualTo("web");
    assertThat(view.service()).isEqualTo("Email");
    assertThat(view.team()).isEqualTo("Group 56");
  }

  @Test
  void tooFewAreNotShown() {
    apply(comment("r1", 1, "a"), comment("r2", 1, "b"));

    CommentPage page = comments.page(Scope.ALL, null, null, 10);

    assertThat(page.status()).isEqualTo("not-enough-data");
    assertThat(page.items()).isEmpty();
  }

  @Test
  void aSmallTeamIsNotShownByItself_norNamedAmongAll() {
    apply(
        comment("r1", 1, "a", "Group 56", MONDAY),
        comment("r2", 1, "b", "Group 56", MONDAY),
        comment("r3", 1, "c", "Group 56", MONDAY),
        comment("r4", 1, "d", "Group 70", MONDAY));

    assertThat(page(Scope.of(Dimension.TEAM, "Group 56")).items()).hasSize(3);
    assertThat(page(Scope.of(Dimension.TEAM, "Group 70")).items()).isEmpty();
    assertThat(page(Scope.ALL).items())
        .filteredOn(view -> view.responseId().equals("r4"))
        .singleElement()
        .satisfies(view -> assertThat(view.team()).isNull());
  }

  @Test
  void aShortPeriodIsASmallGroupToo() {
    apply(
        comment("r1", 1, "a", "Group 56", MONDAY),
        comment("r2", 1, "b", "Group 56", MONDAY.plusSeconds(10)),
        comment("r3", 1, "c", "Group 56", MONDAY.plusSeconds(20)));

    Period first = new Period(MONDAY, MONDAY.plusSeconds(20));
    Period all = new Period(MONDAY, MONDAY.plusSeconds(21));

    assertThat(comments.page(Scope.ALL, first, null, 10).items()).isEmpty();
    assertThat(comments.page(Scope.ALL, all, null, 10).items()).hasSize(3);
  }

  @Test
  void pagesFollowEachOther_alsoWithinOneInstant() {
    List<Response> responses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      responses.add(comment("r" + i, 1, "text " + i, "Group 56", MONDAY));
    }
    apply(responses.toArray(Response[]::new));

    List<String> seen = new ArrayList<>();
    Cursor cursor = null;
    do {
      CommentPage page = comments.page(Scope.ALL, null, cursor, 3);
      page.items().forEach(view -> seen.add(view.responseId()));
      cursor = page.next() == null ? null : Cursor.parse(page.next());
    } while (cursor != null);

    assertThat(seen).containsExactly("r6", "r5", "r4", "r3", "r2", "r1", "r0");
  }

  @Test
  void aResponseWithoutTextIsNoComment() {
    assertThat(apply(comment("r1", 1, null, "Group 56", MONDAY))).isZero();

    assertThat(store.hasAtLeast(1, new CommentFilter(Scope.ALL, null))).isFalse();
  }

  @Test
  void aTextThatWasTakenBackIsGone_andStaysGone() {
    apply(comment("r1", 1, "a"), comment("r2", 1, "b"), comment("r3", 1, "c"));
    apply(comment("r1", 2, null, "Group 56", MONDAY), withdrawn("r2", 2));
    assertThat(apply(comment("r1", 1, "a"), comment("r2", 1, "b"))).isEqualTo(2);

    assertThat(store.hasAtLeast(1, new CommentFilter(Scope.ALL, null))).isTrue();
    assertThat(store.hasAtLeast(2, new CommentFilter(Scope.ALL, null))).isFalse();
  }

  @Test
  void anErasedCommentIsGone() {
    apply(comment("r1", 1, "a"));

    store.apply(List.of(erased("r1")));

    assertThat(store.hasAtLeast(1, new CommentFilter(Scope.ALL, null))).isFalse();
  }

  private CommentPage page(Scope scope) {
    return comments.page(scope, null, null, 10);
  }

  private int apply(Response... responses) {
    return store.apply(
        java.util.Arrays.stream(responses).map(response -> received(response)).toList());
  }
}
