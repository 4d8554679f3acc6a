package org.changecontrol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.changecontrol.OnH2;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handing on a vote as people see it. */
@OnH2
class DelegationsBrowserIT extends PlatformIT {

  private final String mark = "handed-" + UUID.randomUUID().toString().substring(0, 8);

  private Chromium chromium;

  @BeforeEach
  void start() {
    chromium = Chromium.started();
  }

  @AfterEach
  void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPeerLetsSomebodyVoteForHimAndTakesItBack() {
    api()
        .importing(
            "virtual-machine," + mark + ",active,production,,platform,\"{\"\"vcpus\"\":2}\",1\n",
            "");
    var change =
        api()
            .requested(
                "requester",
                normalChange()
                    .updating("virtual-machine:" + mark, Map.of("vcpus", 4))
                    .with("questionnaire", RequestedNormalChange.wellPrepared()));

    try (var peer = chromium.visitor(address()).signedInAs("peer2")) {
      peer.expecting("400")
          .does(
              visitor -> {
                var main = visitor.opens("/delegations");
                var form = main.locator("#give form");
                press(form, "Hand it on");
                assertThat(form.getByText("Is required: a right is handed on for a time"))
                    .isVisible();
                form.getByLabel("Who").fill("modeller");
                form.getByLabel("Until").fill(inDays(9));
                form.getByLabel("Reason").fill(mark);
                press(form, "Hand it on");
                assertThat(form.getByText(Pattern.compile("DLG-\\d+: modeller votes for you")))
                    .isVisible();
                assertThat(row(main)).containsText("In force");
                visitor.keeps("delegations");
              });
    }
    try (var modeller = chromium.visitor(address()).signedInAs("modeller")) {
      modeller.does(
          visitor -> {
            var main = visitor.opens("/changes/" + change);
            var vote = main.locator("form", new Locator.LocatorOptions().setHasText("Decision"));
            vote.getByLabel("Whose vote").selectOption("peer2");
            vote.getByLabel("Approve").check();
            vote.getByLabel("Reason").fill("As he would");
            press(vote, "Vote");
            assertThat(main.locator("td", new Locator.LocatorOptions().setHasText("for peer2")))
                .isVisible();
            visitor.keeps("delegated-vote");
          });
    }
    try (var peer = chromium.visitor(address()).signedInAs("peer2")) {
      peer.does(
          visitor -> {
            var main = visitor.opens("/delegations");
            row(main).getByRole(AriaRole.BUTTON, named("Take back")).click();
            row(main).getByPlaceholder("Why").fill("Back early");
            row(main).getByRole(AriaRole.BUTTON, named("End DLG")).click();
            assertThat(main.locator("#over").getByText("Back early").first()).isVisible();
            assertThat(row(main)).hasCount(0);
          });
    }
  }

  @Test
  void anAuditorSeesWhoStandsInForWhomAndHandsNothingOn() {
    try (var auditor = chromium.visitor(address()).signedInAs("auditor")) {
      auditor.does(
          visitor -> {
            var main = visitor.opens("/delegations");
            assertThat(main.locator("#standing")).isVisible();
            assertThat(main.locator("#give")).hasCount(0);
          });
    }
  }

  private Locator row(Locator main) {
    return main.locator("#standing tbody tr", new Locator.LocatorOptions().setHasText(mark));
  }

  private static void press(Locator form, String button) {
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static Locator.GetByRoleOptions named(String beginning) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + beginning));
  }

  private static String inDays(int days) {
    return LocalDateTime.now().plusDays(days).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
