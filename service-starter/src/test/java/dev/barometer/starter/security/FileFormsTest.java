package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class FileFormsTest {

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource({"VIEWER, false", "INGEST, true", "MANAGER, true", "ADMIN, true"})
  void areReadOfWhoMaySendFiles_andLeadAllOthersToThePage(String role, boolean areRead)
      throws Exception {
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("kim", "", "ROLE_" + role));
    MockHttpServletRequest form = new MockHttpServletRequest("POST", "/files");
    form.setContentType("multipart/form-data; boundary=b");
    MockHttpServletResponse answer = new MockHttpServletResponse();
    MockFilterChain rest = new MockFilterChain();

    new FileForms(SecurityConfiguration.roleHierarchy()).doFilter(form, answer, rest);

    assertThat(rest.getRequest() != null).isEqualTo(areRead);
    assertThat(answer.getHeader("Location")).isEqualTo(areRead ? null : "/files");
  }
}
