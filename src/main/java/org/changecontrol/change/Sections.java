package org.changecontrol.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.cmdb.PlannedOperation;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a change record that votes bind to, each as the SHA-256 of its canonical JSON:
 * keys sorted, instants in ISO 8601. What the platform itself fills in later (keys of planned
 * items) is no part of them.
 */
final class Sections {

  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(com.fasterxml.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private Sections() {}

  /** The hashes of a change as it stands, with the impacted services as they are now. */
  static EnumMap<Section, String> of(Change change, List<Assessment.ServiceAtStake> services) {
    var content = change.content();
    var hashes = new EnumMap<Section, String>(Section.class);
    hashes.put(Section.PLAN, digest(plan(change)));
    hashes.put(
        Section.SCOPE,
        digest(
            List.of(
                change.targets().stream()
                    .map(t -> t.item().value() + " " + t.role())
                    .sorted()
                    .toList(),
                change.operations().operations().stream().map(Sections::judged).toList())));
    hashes.put(Section.WINDOW, digest(window(change)));
    hashes.put(Section.RISK, digest(Arrays.asList(change.risk(), change.riskWasLowered())));
    hashes.put(Section.IMPACT, impact(services));
    return hashes;
  }

  /** With the freezes that it was found to run into: who allows one has not allowed another. */
  private static List<@Nullable Object> window(Change change) {
    var content = change.content();
    var window =
        new ArrayList<@Nullable Object>(
            Arrays.asList(content.plannedStart(), content.plannedEnd()));
    if (content.pointOfNoReturn() != null) {
      window.add(content.pointOfNoReturn());
    }
    change.assessment().ifPresent(found -> window.addAll(found.restrictions().freezes()));
    return window;
  }

  private static List<@Nullable Object> plan(Change change) {
    var content = change.content();
    var plan =
        new ArrayList<@Nullable Object>(
            Arrays.asList(
                content.description(),
                content.justification(),
                content.implementationPlan(),
                content.testPlan(),
                content.backoutPlan(),
                content.communicationPlan(),
                content.implementer(),
                content.outageExpected(),
                content.questionnaire(),
                change.workHash()));
    if (change.isTitleJudged()) {
      plan.add(content.title());
      plan.add(content.category());
    }
    if (change.type() == ChangeType.EMERGENCY) {
      plan.add(content.incident());
      plan.add(content.priority1());
    }
    if (change.type() == ChangeType.STANDARD) {
      plan.add(content.model());
    }
    return plan;
  }

  static String impact(List<Assessment.ServiceAtStake> services) {
    return digest(
        services.stream()
            .map(
                service ->
                    Arrays.asList(
                        service.key(),
                        service.criticality(),
                        service.owner(),
                        new TreeMap<>(service.needs())))
            .toList());
  }

  /** SHA-256 over canonical JSON, lower-case hexadecimal. */
  static String digest(@Nullable Object content) {
    try {
      var bytes = CANONICAL.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<@Nullable Object> judged(PlannedOperation operation) {
    var created = operation.op() == OperationKind.CREATE_ITEM;
    return Arrays.asList(
        operation.op(),
        operation.ref(),
        created ? null : operation.item(),
        operation.type(),
        operation.source(),
        operation.target(),
        operation.soft(),
        operation.base(),
        operation.to());
  }
}
