package org.changecontrol.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.emergencyChange;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.changecontrol.OnH2;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calendar as people see it. */
@OnH2
class CalendarBrowserIT extends PlatformIT {

  private final String mark = "seen-" + UUID.randomUUID().toString().substring(0, 8);

  /** A month that is long to come, so that others plan little in it. */
  private final LocalDate month =
      LocalDate.now(ZoneOffset.UTC).plusMonths(14).with(TemporalAdjusters.firstDayOfMonth());

  private Chromium chromium;

  @BeforeEach
  void start() {
    chromium = Chromium.started();
    api()
        .importing(
            "virtual-machine,%1$s,active,,,%1$s,\"{\"\"vcpus\"\":2}\",1\n".formatted(mark), "");
  }

  @AfterEach
  void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void changesFreezesAndMaintenanceWindowsStandInOnePicture() {
    var first = requested(3, 9, 5, "Move the wiki to the new hall");
    var second = requested(4, 20, 2, "Patch the mail relay");
    var third = requested(12, 8, 30, "Replace the core switch");
    var urgent =
        api()
            .requested(
                "requester",
                emergencyChange()
                    .with("title", "Stop the leak")
                    .with("plannedStart", at(17, 9).toString())
                    .with("plannedEnd", at(17, 13).toString())
                    .updating("virtual-machine:" + mark, Map.of("vcpus", 9)));

    try (var freezer = chromium.visitor(address()).signedInAs("freezer")) {
      freezer.does(
          visitor -> {
            var main = visitor.opens("/calendar?from=" + month);
            declare(main, "Freeze", "Weekend " + mark, weekend(), weekend().plusDays(3), true);
            assertThat(main.getByText(Pattern.compile("WIN-\\d+ was declared"))).isVisible();
            declare(
                main,
                "Maintenance",
                "Nights " + mark,
                month.plusDays(9),
                month.plusDays(11),
                false);
            assertThat(bars(main, "maintenance").first()).isVisible();

            for (var change : List.of(first, second, third, urgent)) {
              assertThat(main.locator(".schedule a[href$='/changes/" + change + "']")).isVisible();
            }
            assertThat(bars(main, "freeze").count()).isGreaterThanOrEqualTo(4);
            assertThat(bars(main, "emergency")).isVisible();
            visitor.keeps("calendar");

            suspendAndWithdraw(main);
          });
    }
  }

  @Test
  void onlyThoseWhoDeclareWindowsAreOfferedTo() {
    try (var requester = chromium.visitor(address()).signedInAs("requester")) {
      requester.does(
          visitor -> {
            var main = visitor.opens("/calendar?span=week");
            assertThat(main.locator(".schedule svg")).isVisible();
            assertThat(main.locator("#declare")).hasCount(0);
            main.getByRole(AriaRole.BUTTON, named("Later")).click();
            main.getByRole(AriaRole.BUTTON, named("Today")).click();
            main.getByLabel("In sight").selectOption("quarter");
            assertThat(main.locator(".schedule svg")).isVisible();
            assertThat(visitor.page()).hasURL(Pattern.compile("span=quarter"));
          });
    }
  }

  private void declare(
      Locator main, String kind, String name, LocalDate start, LocalDate end, boolean weekly) {
    var form = main.locator("#declare form");
    form.getByLabel("Kind").selectOption(kind.toUpperCase(java.util.Locale.ROOT));
    form.getByLabel("Name").fill(name);
    form.getByLabel("Start").fill(start + "T18:00");
    form.getByLabel("End").fill(end + "T06:00");
    form.getByLabel("Time zone").fill("Europe/Amsterdam");
    form.getByLabel("Recurs").fill(weekly ? "FREQ=WEEKLY;BYDAY=FR;COUNT=8" : "");
    form.getByLabel("Owners").fill(mark);
    form.getByLabel("Reason").fill("Because of " + mark);
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Declare")).click();
    assertThat(main.locator("#windows").getByText(name)).isVisible();
  }

  private void suspendAndWithdraw(Locator main) {
    for (var name : List.of("Weekend " + mark, "Nights " + mark)) {
      var row = main.locator("#windows tbody tr", new Locator.LocatorOptions().setHasText(name));
      row.getByRole(AriaRole.BUTTON, in("Suspend")).click();
      row.getByPlaceholder("Why").fill("The release cannot wait");
      row.getByPlaceholder("Why").press("Enter");
      assertThat(row.getByText("The release cannot wait")).isVisible();
      row.getByRole(AriaRole.BUTTON, in("Reinstate")).click();
      assertThat(row.getByRole(AriaRole.BUTTON, in("Suspend"))).isVisible();
      row.getByRole(AriaRole.BUTTON, in("Withdraw")).click();
      row.getByText(Pattern.compile("Withdraw WIN-\\d+ for good")).click();
      assertThat(row).hasCount(0);
    }
    assertThat(main.locator("#windows").getByText(mark)).hasCount(0);
  }

  private static Locator bars(Locator main, String kind) {
    return main.locator(".schedule .bar." + kind);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name + " WIN"));
  }

  private LocalDate weekend() {
    return month.with(TemporalAdjusters.firstInMonth(DayOfWeek.FRIDAY));
  }

  private String requested(int day, int hour, int hours, String title) {
    return api()
        .requested(
            "requester",
            normalChange()
                .with("title", title)
                .with("plannedStart", at(day, hour).toString())
                .with("plannedEnd", at(day, hour).plus(Duration.ofHours(hours)).toString())
                .updating("virtual-machine:" + mark, Map.of("vcpus", day + hour)));
  }

  private Instant at(int day, int hour) {
    return month
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .plus(day - 1L, ChronoUnit.DAYS)
        .plus(hour, ChronoUnit.HOURS);
  }
}
