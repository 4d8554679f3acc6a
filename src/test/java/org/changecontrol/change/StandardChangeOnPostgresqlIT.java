package org.changecontrol.change;

import org.changecontrol.OnPostgresql;

@OnPostgresql
class StandardChangeOnPostgresqlIT extends StandardChangeScenarios {

  @Override
  void widen(String key) {
    jdbc.sql(
            "update change_model set proposed = cast(replace(cast(proposed as text), '\"UPDATE_ITEM\"', '\"UPDATE_ITEM\",\"RETIRE_ITEM\"') as jsonb) where model_key = :key")
        .param("key", key)
        .update();
  }
}
