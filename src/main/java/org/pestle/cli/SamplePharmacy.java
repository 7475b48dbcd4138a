package org.pestle.cli;

/**
 * The pharmacy and person on whose behalf sample messages are made.
 *
 * @param odsCode of the pharmacy
 * @param name of the pharmacy
 * @param userId SDS user id of the pharmacist
 * @param roleProfileId SDS role profile id of the pharmacist
 */
public record SamplePharmacy(String odsCode, String name, String userId, String roleProfileId) {
    /** The pharmacist of the sandbox (contract.md 3). */
    public static final SamplePharmacy FA565 =
            new SamplePharmacy("FA565", "Briarfield Road Pharmacy", "555260695103", "555265434108");

    /** The same person at another pharmacy. */
    public SamplePharmacy at(String otherOdsCode) {
        return new SamplePharmacy(otherOdsCode, "Pharmacy " + otherOdsCode, userId, roleProfileId);
    }
}
