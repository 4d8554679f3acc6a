package org.changecontrol.change;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The implementation tasks of all changes. */
interface ImplementationTasks extends JpaRepository<ImplementationTask, Long> {

  List<ImplementationTask> findByChangeIdOrderByPositionAscIdAsc(long changeId);
}
