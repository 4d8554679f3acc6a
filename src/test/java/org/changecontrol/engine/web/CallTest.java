package org.changecontrol.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest/task/4711/claim",
        "/engine-rest/task/4711/claim/",
        "/engine-rest/engine/default/task/4711/claim",
        "/camunda/api/engine/engine/default/task/4711/claim",
        "/camunda/api/engine/task/4711/claim",
        "/engine-rest/t%61sk/4711/claim",
      })
  void oneCallIsTheSameUnderEachOfItsAddresses(String address) {
    assertThat(Call.read(request(address)).orElseThrow().path()).isEqualTo("task/4711/claim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest/task/4711/claim;x=1",
        "/engine-rest/task;/4711/claim",
        "/engine-rest//task/4711/claim",
        "/engine-rest/filter/../deployment/create",
        "/engine-rest/filter/./create",
        "/engine-rest/filter/%2e%2e/create",
        "/engine-rest/filter%2Fcreate",
        "/engine-rest/filter%5Ccreate",
        "/engine-rest/filter\\create",
        "/engine-rest/filter%252Fcreate",
        "/engine-rest/filter%3Bx/create",
        "/engine-rest/filter%00/create",
        "/engine-rest/filter%0A/create",
        "/engine-rest/filter%zz/create",
        "/engine-rest/filter%ff/create",
      })
  void anAddressInDisguiseIsNotRead(String address) {
    assertThat(Call.read(request(address))).isEmpty();
  }

  @Test
  void aMethodInDisguiseIsNotRead() {
    var request = request("/engine-rest/task");
    request.addHeader("X-HTTP-Method-Override", "DELETE");
    assertThat(Call.read(request)).isEmpty();
  }

  private static MockHttpServletRequest request(String address) {
    return new MockHttpServletRequest("POST", address);
  }
}
