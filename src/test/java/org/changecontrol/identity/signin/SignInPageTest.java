package org.changecontrol.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/changes/CHG-000001",
        "/camunda/app/tasklist/default/#/?task=8d016a44&filter=1",
        "/changes?state=DRAFT&q=a%20b"
      })
  void aPageOfThePlatformIsReturnedTo(String wanted) {
    assertThat(SignInPage.target(wanted)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "changes",
        "/a\r\nSet-Cookie: x=y",
        "/sign-in?to=/sign-in",
        "/%"
      })
  void anythingElseLeadsToTheFirstPage(String wanted) {
    assertThat(SignInPage.target(wanted)).isEqualTo("/");
  }
}
