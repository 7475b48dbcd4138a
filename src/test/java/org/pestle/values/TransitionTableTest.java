package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pestle.values.TransitionTable.row;

import org.junit.jupiter.api.Test;

/** The rows of a state machine. */
class TransitionTableTest {
    private enum Door {
        OPEN,
        SHUT,
        LOCKED
    }

    private enum Act {
        PUSH,
        TURN_KEY
    }

    private static final TransitionTable<Door, Act> TABLE = TransitionTable.of(
            row(Door.OPEN, Act.PUSH, Door.SHUT),
            row(Door.SHUT, Act.PUSH, Door.OPEN),
            row(Door.SHUT, Act.TURN_KEY, Door.LOCKED),
            row(Door.LOCKED, Act.TURN_KEY, Door.SHUT));

    @Test
    void a_row_says_where_an_event_leads() {
        assertThat(TABLE.next(Door.SHUT, Act.TURN_KEY)).contains(Door.LOCKED);
    }

    @Test
    void a_pair_without_a_row_leads_nowhere() {
        assertThat(TABLE.next(Door.LOCKED, Act.PUSH)).isEmpty();
        assertThat(TABLE.next(Door.OPEN, Act.TURN_KEY)).isEmpty();
    }

    @Test
    void knows_where_an_event_may_happen_in_the_order_of_the_rows() {
        assertThat(TABLE.from(Act.PUSH)).containsExactly(Door.OPEN, Door.SHUT);
        assertThat(TABLE.rows()).hasSize(4).first().isEqualTo(row(Door.OPEN, Act.PUSH, Door.SHUT));
    }

    @Test
    void refuses_two_rows_for_one_pair() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TransitionTable.of(row(Door.OPEN, Act.PUSH, Door.SHUT), row(Door.OPEN, Act.PUSH, Door.LOCKED)))
                .withMessage("two rows for OPEN on PUSH");
    }
}
