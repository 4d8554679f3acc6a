package org.changecontrol.change;

import java.util.LinkedHashMap;
import java.util.Map;
import org.changecontrol.changemodel.ModelVersion;
import org.changecontrol.fact.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells whoever listens what happened to a change, inside the transaction that makes it true. */
@Component
class Announcements {

  private final ApplicationEventPublisher events;

  Announcements(ApplicationEventPublisher events) {
    this.events = events;
  }

  void announce(Change change, String fact) {
    announce(change, fact, null, Map.of());
  }

  void announce(Change change, String fact, @Nullable String reason) {
    announce(change, fact, reason, Map.of());
  }

  void announce(Change change, String fact, @Nullable String reason, Map<String, ?> detail) {
    var onRecord = new LinkedHashMap<String, Object>(detail);
    onRecord.put("state", change.state().name());
    events.publishEvent(new Fact(change.number().value(), fact, reason, onRecord));
  }

  /**
   * What happened to a model.
   *
   * @param change the change that brought it about; null where a person did
   */
  void announce(
      ModelVersion model, String fact, @Nullable String reason, @Nullable ChangeNumber change) {
    var onRecord = new LinkedHashMap<String, Object>();
    onRecord.put("version", model.version());
    if (change != null) {
      onRecord.put("change", change.value());
    }
    events.publishEvent(new Fact(ModelDesk.subject(model.key()), fact, reason, onRecord));
  }
}
