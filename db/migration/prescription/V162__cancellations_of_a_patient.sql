-- A patient's cancellations that came before their prescription are found with the patient's prescriptions.

CREATE INDEX prescription_cancellation_by_patient
    ON prescription_cancellation (nhs_number)
 WHERE state = 'pending';
