package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.changecontrol.identity.People;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

  private final People people = mock();
  private final RequestReader reader =
      new RequestReader(
          new ObjectMapper(),
          people,
          Clock.fixed(Instant.parse("2027-03-01T10:00:00Z"), ZoneOffset.UTC));

  @BeforeEach
  void somebodyImplements() {
    when(people.exists("implementer")).thenReturn(true);
  }

  @Test
  void listsComeAsJsonAsJsonTextOrSeparatedByCommas() {
    assertThat(read(Map.of("items", List.of("CI-000001", "rack:A"))).namedItems())
        .containsExactly("CI-000001", "rack:A");
    assertThat(read(Map.of("items", "[\"CI-000001\", \"rack:A, left\"]")).namedItems())
        .containsExactly("CI-000001", "rack:A, left");
    assertThat(read(Map.of("items", "CI-000001 , rack:A")).namedItems())
        .containsExactly("CI-000001", "rack:A");
    assertThat(read(Map.of("changeSet", "[{\"op\": \"RETIRE_ITEM\"}]")).operations())
        .containsExactly(Map.of("op", "RETIRE_ITEM"));
  }

  @Test
  void nullAndTheEmptyTextCountAsMissing() {
    var request = read(java.util.Collections.singletonMap("title", null));

    assertThat(request.title()).isNull();
    assertThat(read(Map.of("title", "  ")).missing(ChangeType.NORMAL))
        .extracting(Problem::field)
        .containsExactly(
            "title",
            "description",
            "justification",
            "items",
            "plannedStart",
            "plannedEnd",
            "implementer",
            "implementationPlan",
            "backoutPlan");
  }

  @ParameterizedTest
  @CsvSource({
    "approved, true",
    "risk, LOW",
    "state, CLOSED",
    "requester, somebody",
    "plannedStart, tomorrow",
    "plannedStart, 2027-03-01T10:00:00",
    "plannedEnd, 2027-02-01T10:00:00Z",
    "outageExpected, perhaps",
    "items, [",
    "changeSet, {}",
    "changeSet, [1]",
    "questionnaire, []",
    "implementer, nobody",
  })
  void whatIsUnknownOrMalformedIsNamed(String field, String value) {
    var problems = problems(Map.of(field, value));

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).startsWith(field));
  }

  @Test
  void anEndBeforeItsStartIsRefused() {
    assertThat(
            problems(
                Map.of(
                    "plannedStart", "2027-03-02T12:00:00Z", "plannedEnd", "2027-03-02T11:00:00Z")))
        .extracting(Problem::field)
        .containsExactly("plannedEnd");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            problems(
                Map.of(
                    "title",
                    "x".repeat(201),
                    "description",
                    "x".repeat(20_001),
                    "questionnaire",
                    Map.of("teamsInvolved", 0, "tested", "maybe", "guess", 1))))
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "title",
            "description",
            "questionnaire.teamsInvolved",
            "questionnaire.tested",
            "questionnaire.guess");
  }

  @Test
  void aTextOfTwentyThousandCharactersIsTaken() {
    assertThat(read(Map.of("implementationPlan", "x".repeat(20_000))).implementationPlan())
        .hasSize(20_000);
  }

  @Test
  void moreThanAThousandOperationsOrItemsAreRefused() {
    assertThat(problems(Map.of("items", java.util.Collections.nCopies(1_001, "CI-000001"))))
        .extracting(Problem::field)
        .containsExactly("items");
    assertThat(
            problems(Map.of("changeSet", java.util.Collections.nCopies(1_001, Map.of("op", "x")))))
        .extracting(Problem::field)
        .containsExactly("changeSet");
  }

  @Test
  void anAnswerStaysUntilItIsAnsweredAgain() {
    var before =
        read(
            Map.of(
                "questionnaire", "{\"doneBefore\": true, \"tested\": true, \"teamsInvolved\": 2}"));

    var untouched =
        "{\"doneBefore\": null, \"tested\": null, \"backoutTested\": null, \"reversible\": null,"
            + " \"teamsInvolved\": null}";
    assertThat(before.with(read(Map.of("questionnaire", untouched))).answers())
        .isEqualTo(before.answers());

    var after = before.with(read(Map.of("questionnaire", "{\"tested\": false}"))).answers();
    assertThat(after.doneBefore()).isTrue();
    assertThat(after.tested()).isFalse();
    assertThat(after.teamsInvolved()).isEqualTo(2);
  }

  @Test
  void aMomentMayComeWithoutSecondsAsAFormSendsIt() {
    assertThat(read(Map.of("plannedEnd", "2031-07-01T10:15+02:00")).plannedEnd())
        .isEqualTo("2031-07-01T08:15:00Z");
  }

  @Test
  void whatALaterEditLeavesOutStays() {
    var before = ChangeFixtures.request();

    var after = before.with(read(Map.of("title", "Replace both switches")));

    assertThat(after.title()).isEqualTo("Replace both switches");
    assertThat(after.backoutPlan()).isEqualTo(before.backoutPlan());
    assertThat(after.namedItems()).isEqualTo(before.namedItems());
  }

  private RequestedChange read(Map<String, ?> fields) {
    return reader.read(new Submission(fields, RequestReader.request(ChangeType.NORMAL)));
  }

  private List<Problem> problems(Map<String, ?> fields) {
    return catchThrowableOfType(InvalidInput.class, () -> read(fields)).problems();
  }
}
