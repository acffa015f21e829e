package markets_test

import (
	"fmt"
	"os"
	"strings"

	"monazite/markets"
)

// An export quota splits the price: buyers abroad pay more, sellers at home get less, and the gate earns the rest.
func ExampleCallAuction_Clear() {
	const china, europe = 0, 1
	book := markets.Book{
		Nodes:  2,
		Asks:   []markets.Order{{Node: china, Mass: 100 * markets.Tonne, Price: 50 * markets.USDPerKg}},
		Bids:   []markets.Order{{Node: europe, Mass: 40 * markets.Tonne, Price: 120 * markets.USDPerKg}},
		Routes: []markets.Route{{From: china, To: europe, Cost: 5 * markets.USDPerKg, Cap: markets.Unlimited}},
		Gates:  []markets.Gate{{Quota: 20 * markets.Tonne, Active: true}, {}},
	}
	var clearing markets.Clearing
	markets.NewCallAuction().Clear(&book, &clearing)
	fmt.Println("sellers get", clearing.Sellers[china])
	fmt.Println("buyers pay", clearing.Buyers[europe])
	fmt.Println("the quota earns", clearing.GateRent[china].Times(clearing.Exports[china]))
	// Output:
	// sellers get 50 USD/kg
	// buyers pay 120 USD/kg
	// the quota earns 1300000 USD
}

// The same market as text.
func ExampleReadTextBook() {
	book, err := markets.ReadTextBook(strings.NewReader(`
route CN EU 5
gate  CN quota 20
ask   alpha CN 100 t 50
bid   eu1   EU  40 t 120
`), "book.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	var clearing markets.Clearing
	markets.NewCallAuction().Clear(&book.Book, &clearing)
	if err := book.Print(os.Stdout, &clearing); err != nil {
		fmt.Println(err)
	}
	// Output:
	// price CN buyers none sellers 50
	// price EU buyers 120 sellers none
	// flow CN EU 20
	// fill alpha 20 50
	// fill eu1 20 120
	// rent CN gate 1300000
	// welfare 1300000
}

// Quantities convert exactly and say what they expected.
func ExampleParseQuantity() {
	strike, _ := markets.ParseQuantity("110 USD/lb")
	price, _ := strike.Price()
	fmt.Println(price)
	capacity, _ := markets.ParseQuantity("18 kt REO/yr")
	monthly, _ := capacity.Float("t/month")
	fmt.Println(monthly)
	_, err := capacity.Price()
	fmt.Println(err)
	// Output:
	// 242.508488 USD/kg
	// 1500
	// "18 kt REO/yr": expected a unit that converts to USD/kg
}

// A large market of one region, in columns: prices are ticks of a cent from 40 USD/kg, masses whole kilograms. Two asks
// tie at the margin and share it.
func ExampleSelector_Clear() {
	grid := markets.Grid{Origin: 40 * markets.USDPerKg, Step: markets.USDPerKg / 100, Ticks: 8192}
	book := markets.ColumnBook[uint32]{Grid: grid}
	book.Asks.Add(1000, 300) // 50 USD/kg
	book.Asks.Add(2000, 500) // 60 USD/kg
	book.Asks.Add(2000, 250)
	book.Bids.Add(2500, 600)                  // 65 USD/kg
	book.Bids.Add(1500, 900)                  // 55 USD/kg
	selector := markets.NewSelector[uint32]() // one per worker, for all its books
	cut := selector.Clear(&book)
	fmt.Println(cut.Volume, "kg at", cut.Price(grid))
	fmt.Println("asks", book.Asks.Fill, "bids", book.Bids.Fill)
	// Output:
	// 600 kg at 60 USD/kg
	// asks [300 200 100] bids [600 0]
}
