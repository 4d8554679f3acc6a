package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The files of all changes. */
interface Attachments extends JpaRepository<Attachment, Long> {

  /** An attachment without its content. */
  record Listed(
      long id,
      String name,
      String mediaType,
      long size,
      String sha256,
      String author,
      Instant attached,
      @Nullable Instant removed) {}

  @Query(
      """
      select new org.changecontrol.change.Attachments$Listed(
          a.id, a.name, a.mediaType, a.size, a.sha256, a.author, a.attached, a.removed)
      from Attachment a where a.changeId = :changeId order by a.id
      """)
  List<Listed> listed(long changeId);
}
