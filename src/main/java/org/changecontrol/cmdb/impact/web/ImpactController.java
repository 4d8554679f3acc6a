package org.changecontrol.cmdb.impact.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.Impact;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.impact.OutageAnalysis;
import org.changecontrol.cmdb.web.ItemAddress;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what suffers from items and what they need. */
@RestController
@Tag(name = "Configuration")
class ImpactController {

  private static final int MOST_ITEMS = 1_000;

  private final OutageAnalysis analysis;
  private final Estate estate;
  private final ItemAddress address;
  private final Clock clock;

  ImpactController(OutageAnalysis analysis, Estate estate, ItemAddress address, Clock clock) {
    this.analysis = analysis;
    this.estate = estate;
    this.address = address;
    this.clock = clock;
  }

  @GetMapping("/api/items/{key}/impact")
  @Operation(
      summary = "What suffers if the item fails, or what it needs",
      description =
          "DOWNSTREAM: every item that fails with it, redundancy respected. UPSTREAM: every item it stands on. Each comes with"
              + " a shortest path that explains it; services first, then by depth and key.")
  Impact ofOne(
      @PathVariable String key,
      @RequestParam(defaultValue = "DOWNSTREAM") ImpactDirection direction,
      @RequestParam(required = false) @Nullable Integer maxDepth) {
    if (maxDepth != null && maxDepth < 1) {
      throw new InvalidInput(new Problem("maxDepth", maxDepth, "must be at least 1"));
    }
    return analysis.of(Set.of(address.key(key)), direction, maxDepth);
  }

  @PostMapping("/api/impact")
  @Operation(
      summary = "The same for a set of items, now or as it was believed to be in the past",
      description = "Items are named by key or by type:name. An instant to come is refused.")
  Impact ofSeveral(@RequestBody Question question) {
    var direction =
        question.direction() == null ? ImpactDirection.DOWNSTREAM : question.direction();
    var at = question.at();
    if (at != null && at.isAfter(clock.instant())) {
      throw new InvalidInput(
          new Problem("at", at.toString(), "is still to come; ask for now or the past"));
    }
    var items = items(question.items());
    if (at == null) {
      return analysis.of(items.values(), direction, null);
    }
    var past = analysis.at(at, items.values(), direction, null);
    if (!past.unknown().isEmpty()) {
      var problems = new ArrayList<Problem>();
      items.forEach(
          (field, item) -> {
            if (past.unknown().contains(item)) {
              problems.add(new Problem(field, item.value(), "was not on record then"));
            }
          });
      throw new InvalidInput(problems);
    }
    return past.impact();
  }

  /** The items by the place at which they are named. */
  private Map<String, ItemKey> items(@Nullable List<@Nullable String> names) {
    if (names == null || names.isEmpty()) {
      throw new InvalidInput(Problem.missing("items"));
    }
    if (names.size() > MOST_ITEMS) {
      throw new TooLarge("At most " + MOST_ITEMS + " items are asked for at once.");
    }
    var known = estate.resolve(names.stream().filter(Objects::nonNull).toList());
    var items = new LinkedHashMap<String, ItemKey>();
    var problems = new ArrayList<Problem>();
    for (int at = 0; at < names.size(); at++) {
      var field = "items[" + at + "]";
      var item = known.get(names.get(at));
      if (item == null) {
        problems.add(new Problem(field, names.get(at), "names no item"));
      } else {
        items.put(field, item);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return items;
  }

  /**
   * @param items keys or {@code type:name}, 1 to 1 000
   * @param direction {@code DOWNSTREAM} where none is given
   * @param at an instant in the past; now where none is given
   */
  record Question(
      @Nullable List<@Nullable String> items,
      @Nullable ImpactDirection direction,
      @Nullable Instant at) {}
}
