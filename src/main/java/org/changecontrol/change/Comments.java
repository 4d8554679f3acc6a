package org.changecontrol.change;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The comments on all changes. */
interface Comments extends JpaRepository<Comment, Long> {

  List<Comment> findByChangeIdOrderById(long changeId);
}
