package org.pestle.tracking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pestle.access.Operation;
import org.pestle.prescription.PrescriptionEvent;

/** The calls that change an issue, by which operation they are allowed and what they can make happen to it. */
public enum AskedCall {
    RELEASE("release", "release it by its id", Operation.RELEASE_BY_ID),
    RELEASE_NOMINATED("release-nominated", "download it with all that is nominated", Operation.RELEASE_NOMINATED),
    RETURN("return", "give it back", Operation.RETURN),
    DISPENSE("dispense", "notify what was dispensed", Operation.NOTIFY_DISPENSE),
    AMEND_DISPENSE("amend-dispense", "correct the last dispense notification", Operation.NOTIFY_DISPENSE),
    WITHDRAW("withdraw", "withdraw the last dispense notification", Operation.WITHDRAW),
    CLAIM("claim", "claim for it", Operation.CLAIM),
    AMEND("amend", "amend the prescription", Operation.AMEND),
    CANCEL("cancel", "cancel it", Operation.CANCEL);

    private final String word;
    private final String deed;
    private final Operation operation;

    AskedCall(String word, String deed, Operation operation) {
        this.word = word;
        this.deed = deed;
        this.operation = operation;
    }

    /** The word by which it is asked for. */
    public String word() {
        return word;
    }

    /** What it is to do so: release it, give it back. */
    public String deed() {
        return deed;
    }

    /** The operation that the access table allows or not. */
    public Operation operation() {
        return operation;
    }

    /** What it can make happen. */
    List<PrescriptionEvent> events() {
        return switch (this) {
            case RELEASE -> List.of(PrescriptionEvent.RELEASED);
            case RELEASE_NOMINATED -> List.of(PrescriptionEvent.RELEASED_TO_NOMINATED);
            case RETURN -> List.of(PrescriptionEvent.RETURNED);
            case DISPENSE ->
                List.of(
                        PrescriptionEvent.DISPENSED_IN_FULL,
                        PrescriptionEvent.DISPENSED_IN_PART,
                        PrescriptionEvent.NOTHING_DISPENSED);
            case AMEND_DISPENSE ->
                List.of(
                        PrescriptionEvent.AMENDED_TO_FULL,
                        PrescriptionEvent.AMENDED_TO_PART,
                        PrescriptionEvent.AMENDED_TO_NOTHING);
            case WITHDRAW ->
                List.of(
                        PrescriptionEvent.WITHDRAWN_TO_RELEASED,
                        PrescriptionEvent.WITHDRAWN_TO_PART,
                        PrescriptionEvent.WITHDRAWN_TO_FULL,
                        PrescriptionEvent.WITHDRAWN_TO_NOTHING);
            case AMEND -> List.of(PrescriptionEvent.AMENDED, PrescriptionEvent.AMENDED_AHEAD);
            case CLAIM -> List.of(PrescriptionEvent.CLAIMED, PrescriptionEvent.CLAIM_AMENDED);
            case CANCEL -> List.of(PrescriptionEvent.CANCELLED_BY_PRESCRIBER);
        };
    }

    /** All words, as a sentence lists them. */
    public static String words() {
        List<String> words = Arrays.stream(values()).map(AskedCall::word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** The call of that word. */
    public static Optional<AskedCall> of(String word) {
        return Arrays.stream(values()).filter(call -> call.word.equals(word)).findFirst();
    }
}
