package org.changecontrol.cmdb.impact;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.impact.EstateReader.Moves;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The estate as it stands, held in memory and made true at each use: one statement asks what was
 * written since, and only that is read again. Versions become visible in the order of commits, so
 * nothing can be missed, whichever node wrote it. What the caller's own transaction has written is
 * in what the caller sees and in nothing that others see.
 */
@Component
class LiveGraph {

  /**
   * So often is read again while others keep writing; what is still missed then is found at the
   * next use.
   */
  private static final int ATTEMPTS = 8;

  private final EstateReader reader;
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
  private final ReentrantLock reading = new ReentrantLock();

  LiveGraph(EstateReader reader) {
    this.reader = reader;
  }

  private record Held(OutageGraph graph, long version, int model) {}

  /** Needs a transaction. */
  OutageGraph current(ConfigurationModel model) {
    var known = held.get();
    if (known == null || known.model != model.version()) {
      known = whole(model);
    }
    return brought(known, model);
  }

  private Held whole(ConfigurationModel model) {
    reading.lock();
    try {
      var known = held.get();
      if (known != null && known.model == model.version()) {
        return known;
      }
      var version = reader.version();
      var read = new Held(reader.read(model), version, model.version());
      if (reader.movesSince(version).own().isEmpty()) {
        held.set(read);
      }
      return read;
    } finally {
      reading.unlock();
    }
  }

  private OutageGraph brought(Held known, ConfigurationModel model) {
    var graph = known.graph;
    var version = known.version;
    var moves = reader.movesSince(version);
    var own = moves.own();
    for (int attempt = 0; !moves.committed().isEmpty() && attempt < ATTEMPTS; attempt++) {
      graph = patched(graph, moves, model);
      version = moves.version();
      moves = reader.movesSince(version);
    }
    if (own.isEmpty()) {
      keep(known, new Held(graph, version, model.version()));
      return graph;
    }
    return graph.with(reader.nodes(own), reader.edges(own, model));
  }

  private OutageGraph patched(OutageGraph graph, Moves moves, ConfigurationModel model) {
    var touched = moves.committed();
    return graph.with(reader.nodes(touched), reader.edges(touched, model));
  }

  /** Only ever forward: a slower reader does not put back what a faster one has brought on. */
  private void keep(Held known, Held brought) {
    if (brought.version > known.version) {
      held.updateAndGet(
          now ->
              now == null || now.model != brought.model || now.version < brought.version
                  ? brought
                  : now);
    }
  }
}
