package org.changecontrol.fact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Append-only rows that the trail vouches for, for example votes. Whoever owns them publishes with
 * each row a {@link Fact} whose detail names it ({@link Fact#EVIDENCE}) and holds its digest
 * ({@link Fact#DIGEST}); verification then finds a row that was edited, removed or slipped in
 * behind the platform's back.
 */
public interface Evidence {

  /**
   * What the rows are, for example {@code approval_vote}; the part of {@link Fact#EVIDENCE} before
   * the slash.
   */
  String kind();

  /**
   * Digests computed from the rows as they stand in the database now, by key; a row that is not
   * there is not in the map. One query.
   *
   * @param keys at most 500
   */
  Map<String, String> digests(Collection<String> keys);

  /**
   * The keys there are, in an order of the owner's choice, to be walked through page by page. One
   * query.
   *
   * @param key the last one of the page before, or null to begin
   * @param limit how many at most
   */
  List<String> keysAfter(@Nullable String key, int limit);
}
