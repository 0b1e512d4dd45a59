-- Revenue of a day by country.
SELECT u.country, sum(e.amount) AS revenue
FROM events e
JOIN users u ON u.user_id = e.user_id
WHERE e.dt = '${dt}'
  AND e.kind = 'purchase'
GROUP BY u.country;
