package org.changecontrol.approval;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All openings of gates. */
interface Gates extends Repository<Gate, Long> {

  Gate save(Gate gate);

  Optional<Gate> findById(long id);

  /** All openings of a subject's gates. */
  @Query("select g from Gate g where g.subject = :subject order by g.id")
  List<Gate> of(String subject);

  /**
   * The same, and nobody else decides about the subject until this transaction ends: votes are
   * counted one after another, and a person who votes at two gates at once is seen at the second.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select g from Gate g where g.subject = :subject order by g.id")
  List<Gate> heldOf(String subject);

  /** The openings that wait for votes. */
  @Query("select g from Gate g where g.state = org.changecontrol.approval.GateState.OPEN")
  List<Gate> open();

  @Query("select g.subject from Gate g where g.id = :id")
  Optional<String> subjectOf(long id);
}
