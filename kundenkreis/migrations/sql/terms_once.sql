-- That the terms of a booking stay, its cancellation among them, is said once, by booking_terms_kept (booking_terms.sql).
DROP TRIGGER cancellation_kept ON kundenkreis_booking;
DROP FUNCTION kk_cancellation_kept();
