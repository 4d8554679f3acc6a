package org.changecontrol.changemodel;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** All versions of all models. */
interface ChangeModels extends JpaRepository<ChangeModel, Long> {

  List<ChangeModel> findByKeyOrderByNumber(String key);

  Optional<ChangeModel> findByKeyAndNumber(String key, int number);

  Optional<ChangeModel> findByProposal(String proposal);

  List<ChangeModel> findAllByOrderByKeyAscNumberAsc();
}
