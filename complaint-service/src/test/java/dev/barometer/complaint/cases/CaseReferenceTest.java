package dev.barometer.complaint.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "C-3f2a91bc0d4e5f60718293a4b5c6d7e8, C-3f2a91bc",
    "C-3f2a91bc0d4e5f60718293a4b5c6d7e8.2, C-3f2a91bc.2",
    "C-3f2a91bc0d4e5f60718293a4b5c6d7e8.12, C-3f2a91bc.12",
    "C-1, C-1"
  })
  void isTheBeginningOfTheId_andFindsIt(String caseId, String reference) {
    assertThat(CaseReference.of(caseId)).isEqualTo(reference);
    assertThat(CaseReference.idsLike(reference).matcher(caseId).find()).isTrue();
    assertThat(CaseReference.idsLike(reference.toUpperCase()).matcher(caseId).find()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "C-3f2a91bc.2, C-3f2a91bc0d4e5f60718293a4b5c6d7e8",
    "C-3f2a91bc.2, C-3f2a91bc0d4e5f60718293a4b5c6d7e8.3",
    "C-3f2a91bc.2, C-3f2a91bc0d4e5f60718293a4b5c6d7e8.21",
    "C-3f2a91bc, C-3f2a91bd0d4e5f60718293a4b5c6d7e8",
    "C-3f2a91b., C-3f2a91bc0d4e5f60718293a4b5c6d7e8",
    "91bc, C-3f2a91bc0d4e5f60718293a4b5c6d7e8"
  })
  void findsNoOther(String typed, String caseId) {
    assertThat(CaseReference.idsLike(typed).matcher(caseId).find()).isFalse();
  }
}
