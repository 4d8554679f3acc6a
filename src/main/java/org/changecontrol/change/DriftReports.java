package org.changecontrol.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.DriftFound;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.Fields;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Submission;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts what a source found otherwise than on record into the words of a retrospective change. */
@Component
@Transactional
public class DriftReports {

  private static final String ATTRIBUTE = "attributes.";

  /** Fields that an operation can set as they are reported. */
  private static final List<String> FIELDS =
      List.of("owner", "location", "environment", "criticality");

  /** How many earlier accounts of an item are looked through. */
  private static final Limit ACCOUNTS = Limit.of(100);

  private final Changes changes;
  private final ChangeRegister register;
  private final Estate estate;

  DriftReports(Changes changes, ChangeRegister register, Estate estate) {
    this.changes = changes;
    this.register = register;
    this.estate = estate;
  }

  /**
   * The fields of the retrospective change that accounts for it; empty where the same has been said
   * of the item by one that is open, or that left it to a change which is still open.
   */
  public Optional<Map<String, Object>> unaccounted(DriftFound drift) {
    var description = description(drift);
    var isAccountedFor =
        changes.accountsOf(drift.item().value(), ACCOUNTS).stream()
            .filter(account -> description.equals(account.content().description()))
            .anyMatch(this::isGoingOn);
    if (isAccountedFor) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put(
        "title",
        PlainText.shortened("Drift of " + drift.name(), RequestReader.LONGEST_TITLE).strip());
    fields.put("description", description);
    fields.put("source", drift.source());
    fields.put("items", List.of(drift.item().value()));
    estate
        .find(drift.item())
        .map(item -> operation(drift, item.state()))
        .filter(operation -> operation.size() > 2)
        .ifPresent(operation -> fields.put("changeSet", List.of(operation)));
    return Optional.of(fields);
  }

  private boolean isGoingOn(Change account) {
    return !account.state().isFinal()
        || account
            .leftTo()
            .filter(register::exists)
            .filter(other -> !register.change(other).state().isFinal())
            .isPresent();
  }

  private static String description(DriftFound drift) {
    var reported =
        drift.reported().entrySet().stream()
            .map(field -> field.getKey() + " = " + field.getValue())
            .collect(Collectors.joining(", "));
    return PlainText.shortened(
            drift.source() + " reports of " + drift.name() + ": " + reported,
            Submission.LONGEST_TEXT)
        .strip();
  }

  /**
   * What makes the record say what was found, as far as an operation can. Of an item whose record
   * is closed nothing: what was retired and is still there is for people to find out.
   */
  private static Map<String, Object> operation(DriftFound drift, LifecycleState now) {
    var operation = new LinkedHashMap<String, Object>();
    if (now.isEnded()) {
      return operation;
    }
    operation.put("op", OperationKind.UPDATE_ITEM.name());
    operation.put("item", drift.item().value());
    var attributes = new LinkedHashMap<String, Object>();
    drift
        .reported()
        .forEach(
            (field, value) -> {
              if (field.startsWith(ATTRIBUTE)) {
                attributes.put(field.substring(ATTRIBUTE.length()), value);
              } else if (FIELDS.contains(field)
                  || Fields.STATE.equals(field) && isNext(now, value)) {
                operation.put(field, value);
              }
            });
    if (!attributes.isEmpty()) {
      operation.put("attributes", attributes);
    }
    return operation;
  }

  private static boolean isNext(LifecycleState now, Object reported) {
    return now.next().stream().anyMatch(next -> next.name().equals(String.valueOf(reported)));
  }
}
