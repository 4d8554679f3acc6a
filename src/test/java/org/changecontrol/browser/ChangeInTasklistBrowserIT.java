package org.changecontrol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.changecontrol.OnH2;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.changecontrol.SwitchReplacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that people take from request to closure in Tasklist. */
@OnH2
class ChangeInTasklistBrowserIT extends PlatformIT {

  private static final LocalDate FIRST_OF_JANUARY = LocalDate.of(2026, 1, 1);

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
  void aRequesterAnApproverAndAnImplementerTakeAChangeToItsEnd() {
    var wiki = "virtual-machine:wiki-01";
    as(
        "requester",
        requester -> {
          var form = requester.tasklist().start("Normal change");
          form.types("Title", "Give the wiki more processors")
              .types("Description", "Pages take seconds since the crews plan their trips in it.")
              .types("Justification", "Crews wait at the start of each shift.");
          requester.keeps("tasklist-request");
          form.types(
                  "ChangeSet",
                  """
                  [{"op": "UPDATE_ITEM", "item": "%s", "attributes": {"vcpus": 4}}]"""
                      .formatted(wiki))
              .types("ImplementationPlan", "Stop the machine, give it two more processors, start.")
              .types("BackoutPlan", "Take the two processors away again.");
          wellPrepared(form).sends();
        });
    var change = numberOf("Give the wiki more processors");
    as(
        "peer",
        peer -> {
          var tasklist = peer.tasklist().open("My approvals", change, "Vote on change");
          var form = tasklist.claims();
          var tab = tasklist.tab("Change");
          assertThat(tab).containsText("Give the wiki more processors");
          assertThat(tab).containsText("wiki-01");
          assertThat(tab).containsText("vcpus");
          peer.keeps("tasklist-change");
          form = tasklist.form();
          form.answers("Decision", "Approve")
              .types("Reason", "Small, tested and undone in a minute");
          peer.keeps("tasklist-vote");
          form.sends();
        });
    as(
        "implementer",
        implementer -> {
          var tasklist = implementer.tasklist();
          tasklist.open("Implementation", change, "Start implementation").form().sends();
          assertThat(stateOf(wiki)).isEqualTo("MAINTENANCE");
          tasklist
              .open("Implementation", change, "Finish implementation")
              .form()
              .answers("Outcome", "Successful")
              .sends();
          tasklist
              .open("Implementation", change, "Verify change")
              .claims()
              .answers("Is everything as planned?", "Yes, as planned")
              .sends();
          assertThat(implementer.opens("/items/" + wiki)).containsText("4");
          implementer.keeps("item");
          implementer.keepsPage("/changes/" + change, "change");
        });
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().item(wiki).at("/attributes/vcpus").asInt()).isEqualTo(4);
  }

  @Test
  void anAccessSwitchIsReplaced() throws JsonProcessingException {
    var replacement = aSwitchReplacement();
    var request = replacement.request().fields();
    var title = request.get("title").toString();
    var operations = new ObjectMapper().writeValueAsString(request.get("changeSet"));
    as(
        "requester",
        requester ->
            wellPrepared(requester.tasklist().start("Normal change"))
                .types("Title", title)
                .types("Description", "Its fans fail.")
                .types("Justification", "The vendor no longer repairs it.")
                .types("ChangeSet", operations)
                .types("ImplementationPlan", request.get("implementationPlan").toString())
                .types("BackoutPlan", "Patch everything back.")
                .sends());
    var change = numberOf(title);
    if (api().state(change).equals("ASSESSING")) {
      as(
          "manager",
          manager ->
              manager
                  .tasklist()
                  .open("All changes", change, "Review assessment")
                  .claims()
                  .answers("Decision", "Accept: go on to the approval gates")
                  .types("Reason", "As assessed")
                  .sends());
    }
    for (var gate : replacement.gatesOpen(change)) {
      as(
          SwitchReplacement.voterAt(gate),
          voter ->
              voter
                  .tasklist()
                  .open("My approvals", change, "Vote on change")
                  .claims()
                  .answers("Decision", "Approve")
                  .types("Reason", "Well planned")
                  .sends());
    }
    replacement.untouchedAndToCome();
    as(
        "implementer",
        implementer -> {
          var tasklist = implementer.tasklist();
          tasklist.open("Implementation", change, "Start implementation").form().sends();
          replacement.underWay();
        });
    var beforeIt = Instant.now();
    as(
        "implementer",
        implementer -> {
          var tasklist = implementer.tasklist();
          tasklist
              .open("Implementation", change, "Finish implementation")
              .form()
              .answers("Outcome", "Successful")
              .sends();
          replacement.inPlace();
          tasklist
              .open("Implementation", change, "Verify change")
              .claims()
              .answers("Is everything as planned?", "Yes, as planned")
              .sends();
        });
    if (api().state(change).equals("REVIEW")) {
      as(
          "manager",
          manager ->
              manager
                  .tasklist()
                  .open("All changes", change, "Review change")
                  .claims()
                  .answers("Close code", "Successful")
                  .types("Findings", "No surprises")
                  .sends());
    }
    replacement.over(change, beforeIt);
  }

  @Test
  void aRequestThatLacksWhatIsNeededIsNotTakenAndSaysInSightWhatIsMissing() {
    var before = changes();
    as(
        "requester",
        requester -> {
          var form = requester.expecting("400").tasklist().start("Normal change");
          var said = form.types("Title", "Half a request").sendsInVain();
          assertThat(said).isInViewport();
          assertThat(said).containsText("justification is required");
          assertThat(said).not().containsText("title is required");
        });
    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void aTitleThatLooksLikeMarkupIsShownAsItWasWritten() {
    api().importing("virtual-machine,markup-01,active,,here,platform,{},1\n", "");
    var title = "<img src=x onerror=\"document.title='taken over'\"><b>bold</b>";
    var change =
        api()
            .requested(
                "requester",
                RequestedNormalChange.normalChange()
                    .with("title", title)
                    .with("description", title)
                    .with("implementationPlan", title)
                    .touching("virtual-machine:markup-01"));
    as(
        "peer",
        peer -> {
          assertThat(peer.opens("/changes/" + change)).containsText(title);
          assertThat(peer.opens("/changes")).containsText(title);
          var tasklist = peer.tasklist().open("My approvals", change, "Vote on change");
          tasklist.claims();
          assertThat(tasklist.tab("Change")).containsText(title);
          assertThat(peer.page().title()).doesNotContain("taken over");
        });
  }

  @Test
  void aTeamReportsItsTaskAndTheNextTeamFindsItsOwn() {
    api().importing("virtual-machine,teamwork-01,active,,here,platform,{},1\n", "");
    var change =
        api()
            .requested(
                "requester",
                RequestedNormalChange.normalChange().touching("virtual-machine:teamwork-01"));
    planned(change, Map.of("title", "Pull cables", "team", "freeze-owners", "order", 1));
    planned(change, Map.of("title", "Switch over", "team", "data-model-owners", "order", 2));
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    as(
        "freezer",
        freezer -> {
          assertThat(freezer.opens("/")).containsText("Carry out work: Pull cables");
          var tasklist =
              freezer.tasklist().open("Implementation", change, "Carry out work: Pull cables");
          var form = tasklist.claims();
          var tab = tasklist.tab("Change");
          assertThat(tab).containsText("everything before it has to be done or skipped");
          form = tasklist.form();
          form.answers("How did it go?", "Done").types("Notes", "Twelve of them");
          freezer.keeps("tasklist-work");
          form.sends();
        });
    as(
        "modeller",
        modeller -> {
          var page = modeller.opens("/changes/" + change);
          assertThat(page).containsText("Twelve of them");
          assertThat(page).containsText("Carry out: Switch over");
          modeller
              .tasklist()
              .open("Implementation", change, "Carry out work: Switch over")
              .claims()
              .answers("How did it go?", "Skipped: it was not needed")
              .types("Notes", "It was over already")
              .sends();
        });
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    assertThat(api().state(change)).isIn("IMPLEMENTED", "CLOSED");
  }

  private void planned(String change, Map<String, ?> task) {
    var answer = api().post("requester", "/api/changes/" + change + "/tasks", task);
    assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
  }

  @Test
  void whoVotesOnAPageHasReadWhatHeVotesOn() {
    var change = aSmallChange("read-01");
    as(
        "peer",
        peer -> {
          var main = peer.expecting("409").opens("/changes/" + change);
          retiring(change, "read-01");
          votes(main);
          assertThat(main).containsText("was not counted");
          assertThat(main).containsText("scope");
          assertThat(api().gate(change, "peer").get("votes")).isEmpty();

          main = peer.opens("/changes/" + change);
          votes(main);
          assertThat(main).containsText("done");
          assertThat(main.locator(".timeline li strong").first()).containsText("Change scheduled");
          assertThat(main.locator(".timeline").last())
              .containsText(Pattern.compile("Gate approved.*Vote cast", Pattern.DOTALL));
        });
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void whoVotesBelowWhatTheTabShowsHasReadIt() {
    var change = aSmallChange("read-02");
    as(
        "peer",
        peer -> {
          var tab = peer.tasklist().open("My approvals", change, "Vote on change").tab("Change");
          votes(tab);
          assertThat(peer.page().locator(".tasks-list").first()).not().containsText(change);
        });
    assertThat(api().gate(change, "peer").get("votes")).hasSize(1);
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  private String aSmallChange(String machine) {
    api().importing("virtual-machine," + machine + ",active,,here,platform,{},1\n", "");
    return api()
        .requested(
            "requester",
            RequestedNormalChange.normalChange()
                .touching("virtual-machine:" + machine)
                .updating("virtual-machine:" + machine, Map.of("vcpus", 4))
                .windowFromNow(Duration.ofDays(10), Duration.ofDays(11)));
  }

  private void retiring(String change, String machine) {
    var retirement = Map.of("op", "RETIRE_ITEM", "item", "virtual-machine:" + machine);
    assertThat(
            api()
                .put(
                    "requester",
                    "/api/changes/" + change + "/plan",
                    Map.of("changeSet", List.of(retirement)))
                .getStatusCode()
                .value())
        .isEqualTo(200);
  }

  private static void votes(Locator place) {
    place.getByRole(AriaRole.RADIO, named("Approve")).check();
    place.getByLabel("Reason").first().fill("As I read it");
    place.getByRole(AriaRole.BUTTON, named("Vote")).click();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void aStakeholderAnswersInTasklistAndTheApproverHasItBeforeHim() {
    api()
        .importing(
            """
            virtual-machine,tickets-04,active,production,,platform,"{""vcpus"":2}",1
            service,Ticket archive,active,production,,service-owners,{},4
            """,
            "depends-on,service:Ticket archive,virtual-machine:tickets-04\n");
    var change =
        api()
            .requested(
                "requester",
                RequestedNormalChange.normalChange()
                    .with("title", "Move the ticket archive to faster disks")
                    .updating("virtual-machine:tickets-04", Map.of("vcpus", 4))
                    .windowFromNow(Duration.ofDays(40), Duration.ofDays(41)));
    api()
        .taken(
            "manager", change, "assessment", Map.of("decision", "ACCEPT", "reason", "as assessed"));
    as(
        "requester",
        requester -> {
          var page = requester.opens("/changes/" + change);
          page.locator("summary", inside("Name a stakeholder")).click();
          var naming = page.locator("form[aria-label='Name a stakeholder']");
          naming.locator("label", inside("A person")).click();
          naming.locator("input[type=text]").fill("nobody-here");
          naming.locator("textarea").fill("He closes the books on the first of each month.");
          requester.expecting("400");
          naming.locator("button[type=submit]").click();
          assertThat(naming).containsText("Is nobody's account here");
          naming.locator("input[type=text]").fill("modeller");
          naming.locator("button[type=submit]").click();
          assertThat(page.locator("#stakeholders")).containsText("named by requester");
          page.locator("#stakeholders").scrollIntoViewIfNeeded();
          requester.keeps("change-stakeholders");
        });
    var objection = "<b onclick=\"alert(1)\">Not on the first</b>: the books are closed then";
    as(
        "modeller",
        stakeholder -> {
          stakeholder.tasklist();
          var page = stakeholder.page();
          page.locator("button.cc-questions", hasText("Questions for you (1)")).click();
          var questions = page.locator("dialog.cc-dialog");
          questions.locator("button", inside(change)).click();
          assertThat(questions).containsText("Move the ticket archive to faster disks");
          assertThat(questions).containsText("vcpus");
          questions.locator("label", inside("An objection")).click();
          questions.locator("#answer textarea").fill(objection);
          stakeholder.keeps("tasklist-question");
          questions.locator("#answer button[type=submit]").click();
          assertThat(questions).containsText("is on record");
          assertThat(questions).containsText("Objection");
          questions.locator("button", inside("Close")).click();
          assertThat(page.locator("button.cc-questions")).containsText("(0)");
        });
    as(
        "owner",
        owner -> {
          assertThat(owner.opens("/")).containsText("Answer as a stakeholder");
          var tasklist = owner.tasklist().open("My approvals", change, "Vote on change");
          var tab = tasklist.tab("Change");
          assertThat(tab).containsText("Objection. modeller: " + objection);
          owner.keeps("tasklist-objection");
          assertThat(owner.opens("/changes/" + change)).containsText(objection);
          owner.keeps("change-objection");
        });
    assertThat(api().gate(change, "peer").at("/counsel/0/text").asText()).isEqualTo(objection);
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Locator.LocatorOptions inside(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  private Form wellPrepared(Form form) {
    return form.picks("PlannedStart", FIRST_OF_JANUARY)
        .picks("PlannedEnd", FIRST_OF_JANUARY.plusYears(10))
        .types("Implementer", "implementer")
        .types("TestPlan", "Open ten pages.")
        .answers("Was it done successfully before?", "Yes")
        .answers("Was it tested outside production?", "Yes")
        .answers("Was backing out tested?", "Yes")
        .answers("Can it be undone?", "Yes")
        .types("QuestionnaireTeamsInvolved", "1");
  }

  private long changes() {
    return jdbc.sql("select count(*) from change_record").query(Long.class).single();
  }

  private String stateOf(String item) {
    return api().item(item).get("state").asText();
  }

  private String numberOf(String title) {
    return jdbc.sql("select max(id) from change_record where title = :title")
        .param("title", title)
        .query(Long.class)
        .optional()
        .map("CHG-%06d"::formatted)
        .orElseThrow();
  }

  private void as(String account, Consumer<Visitor> what) {
    try (var visitor = chromium.visitor(address()).signedInAs(account)) {
      visitor.does(what);
    }
  }
}
