package offenders;

/** Has a name that says nothing. */
public final class BankHolidayHelper {
    private BankHolidayHelper() {}
}
