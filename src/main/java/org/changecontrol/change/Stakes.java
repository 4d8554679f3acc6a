package org.changecontrol.change;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.changecontrol.policy.Stake;

/**
 * What makes somebody a stakeholder of one change, by the ownership that its assessment found and
 * by who was named.
 *
 * @param kinds what the policy goes by
 * @param because the same in words
 */
record Stakes(Set<Stake> kinds, List<String> because) {

  /** So many services of one owner are told by name. */
  private static final int TOLD_BY_NAME = 3;

  /** All who have a stake now: owners first, then those who were named. */
  static Map<Stakeholder, Stakes> in(Change change) {
    var stakes = new LinkedHashMap<Stakeholder, Stakes>();
    change
        .assessment()
        .ifPresent(
            found -> {
              var services = new TreeMap<String, List<String>>();
              for (var service : found.services()) {
                if (service.owner() != null && !service.owner().isBlank()) {
                  services
                      .computeIfAbsent(service.owner(), first -> new ArrayList<>())
                      .add(service.name());
                }
              }
              services.forEach(
                  (owner, names) ->
                      add(stakes, Stakeholder.group(owner), Stake.SERVICE_OWNER, owns(names)));
              found
                  .itemOwners()
                  .forEach(
                      owner ->
                          add(
                              stakes,
                              Stakeholder.group(owner.group()),
                              Stake.ITEM_OWNER,
                              owns(owner)));
            });
    change.namedStakeholders().stream()
        .filter(NamedStakeholder::counts)
        .forEach(
            named ->
                add(
                    stakes,
                    named.who(),
                    Stake.BY_HAND,
                    "named by " + named.by() + ": " + named.reason()));
    return stakes;
  }

  private static void add(
      Map<Stakeholder, Stakes> stakes, Stakeholder who, Stake kind, String because) {
    var held =
        stakes.computeIfAbsent(
            who, first -> new Stakes(EnumSet.noneOf(Stake.class), new ArrayList<>()));
    held.kinds.add(kind);
    held.because.add(because);
  }

  private static String owns(List<String> services) {
    var told = String.join(", ", services.subList(0, Math.min(TOLD_BY_NAME, services.size())));
    var more = services.size() - TOLD_BY_NAME;
    return (services.size() == 1 ? "owns the impacted service " : "owns the impacted services ")
        + told
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String owns(Assessment.ItemOwner owner) {
    return owner.items() == 1
        ? "owns " + owner.example() + ", which is worked on or impacted"
        : "owns "
            + owner.items()
            + " items that are worked on or impacted, among them "
            + owner.example();
  }
}
